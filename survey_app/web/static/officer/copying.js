// A button that copies the text beside it; without this script the text can be selected and copied by hand.
(() => {
  "use strict";
  document.querySelectorAll("[data-copying]").forEach(part => {
    const text = part.querySelector("textarea");
    const button = part.querySelector("button");
    const words = button.textContent;

    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        text.select(); // a page that came without https may not write to the clipboard directly
        document.execCommand("copy");
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 3000);
    };

    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", copy);
    text.addEventListener("focus", () => text.select());
  });
})();
