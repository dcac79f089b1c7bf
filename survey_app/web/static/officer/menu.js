// The menu on a narrow screen, and the first look at what went wrong in a form.
"use strict";

const button = document.querySelector(".menu-button");
const menu = document.getElementById("menu");
if (button && menu) {
  button.hidden = false;
  menu.classList.add("menu-folded");
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!shown));
    menu.classList.toggle("menu-folded", shown);
  });
}

const wrong = document.querySelector("[data-focus]");
if (wrong) {
  wrong.focus();
}
