// A check of many addresses goes on by itself, a few a request; without this script a button does.
(() => {
  "use strict";
  const form = document.querySelector("[data-going-on]");
  const words = form.querySelector("[data-working]");
  words.textContent = words.dataset.working;
  form.querySelector("button[type=submit]").hidden = true;
  const going = setTimeout(() => form.submit(), 500); // time enough to stop it
  window.addEventListener("pagehide", () => clearTimeout(going));
})();
