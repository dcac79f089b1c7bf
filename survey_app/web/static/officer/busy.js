// A form that was sent says so when the answer takes a moment, and is not sent twice by a second press.
(() => {
  "use strict";
  const MOMENT = 400; // an answer sooner than this needs no words
  const status = document.getElementById("busy");
  const rests = new Set();

  const show = button => {
    const words = button.textContent;
    button.textContent = status.dataset.words;
    button.classList.add("busy");
    status.textContent = status.dataset.words;
    rests.add(() => {
      button.textContent = words;
      button.classList.remove("busy");
      status.textContent = "";
    });
  };

  document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter || form.querySelector("button[type=submit]");
    const timer = setTimeout(() => button && show(button), MOMENT);
    rests.add(() => {
      clearTimeout(timer);
      delete form.dataset.sent;
    });
  });

  // Back to the page as it was left: it can be sent again.
  addEventListener("pageshow", event => {
    if (!event.persisted) return;
    rests.forEach(rest => rest());
    rests.clear();
  });
})();
