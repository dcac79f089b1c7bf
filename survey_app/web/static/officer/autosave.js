// Keeps each paragraph a moment after the last key, and when its field is left. Without this script
// every paragraph has its button.
(() => {
  "use strict";
  const PAUSE = 1500;
  const RETRY = 5000;
  const unsaved = new Set();

  const watch = form => {
    const field = form.elements.text;
    const state = form.querySelector(".prose-state");
    let kept = field.value;
    let timer = 0;
    let busy = false;

    const later = wait => {
      clearTimeout(timer);
      timer = setTimeout(keep, wait);
    };

    const settle = answer => {
      form.elements.seen.value = answer.seen;
      form.classList.toggle("prose-changed", answer.changed);
      form.querySelector("[data-restore]").hidden = !answer.changed;
      form.querySelector("[data-changed]").hidden = !answer.changed;
    };

    const keep = async () => {
      clearTimeout(timer);
      const text = field.value;
      if (busy || text === kept) return;
      busy = true;
      state.textContent = form.dataset.waiting;
      try {
        const reply = await fetch(form.action, {
          method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
        });
        if (!(reply.headers.get("Content-Type") || "").startsWith("application/json")) {
          state.textContent = form.dataset.out;
          return;
        }
        const answer = await reply.json();
        state.textContent = answer.words;
        if (reply.ok) {
          kept = text;
          settle(answer);
          if (field.value === kept) unsaved.delete(form);
          else later(PAUSE);
        } else if (answer.now) {
          form.submit(); // the page shows both texts side by side
        }
      } catch {
        state.textContent = form.dataset.lost;
        later(RETRY);
      } finally {
        busy = false;
      }
    };

    field.addEventListener("input", () => {
      unsaved.add(form);
      state.textContent = "";
      later(PAUSE);
    });
    field.addEventListener("blur", keep);
    form.addEventListener("submit", () => unsaved.delete(form));
  };

  document.querySelectorAll("form[data-autosave]").forEach(watch);
  addEventListener("beforeunload", event => {
    if (unsaved.size) event.preventDefault();
  });
})();
