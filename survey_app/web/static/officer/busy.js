// A form that was sent says so when the answer takes a moment, and is not sent twice by a second press.
// The keying page is left to its own script: a sheet's ticket counts once however often it is sent.
(() => {
  "use strict";
  const MOMENT = 400; // an answer sooner than this needs no words
  const PATIENCE = 15000; // longer than the server waits for its database: then it was stopped
  const status = document.getElementById("busy");
  const rests = new Set();

  const show = button => {
    const words = button.textContent;
    button.textContent = status.dataset.words;
    button.classList.add("busy");
    status.textContent = status.dataset.words;
    return () => {
      button.textContent = words;
      button.classList.remove("busy");
      status.textContent = "";
    };
  };

  // Nothing tells a page that Stop was pressed: so the form is free again after a while.
  const hold = (form, button) => {
    let hide = () => {};
    const timer = setTimeout(() => { if (button) hide = show(button); }, MOMENT);
    const rest = () => {
      clearTimeout(timer);
      hide();
      delete form.dataset.sent;
      rests.delete(rest);
    };
    form.dataset.sent = "1";
    rests.add(rest);
    setTimeout(rest, PATIENCE);
  };

  document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "keying" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    hold(form, event.submitter || form.querySelector("button[type=submit]"));
  });

  // Back to the page as it was left: it can be sent again.
  addEventListener("pageshow", event => {
    if (event.persisted) rests.forEach(rest => rest());
  });
})();
