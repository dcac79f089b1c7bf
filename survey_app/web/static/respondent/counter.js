// A tablet at a service counter, which many people share: a page that nobody touches warns, then
// empties itself and goes back to the start, as soon as the network lets it. Nothing is kept.
(() => {
  "use strict";
  const body = document.body.dataset;
  const warning = document.getElementById("idle");
  const seconds = document.getElementById("idle-seconds");
  const form = document.getElementById("sheet");
  const patience = Number(warning.dataset.patience);
  const notice = Number(warning.dataset.notice);
  const untouched = body.draft === "new"; // a start page that nobody has touched is as it should be
  let touched = untouched ? Infinity : Date.now();
  let before = null;
  let going = false;

  function warn(shown) {
    if (warning.hidden !== shown) return;
    warning.hidden = !shown;
    if (!warning.hasAttribute("role")) return;
    if (shown) before = document.activeElement;
    const target = shown ? warning.querySelector("button") : before;
    if (target) target.focus({ preventScroll: true });
  }

  function touch() {
    if (going) return;
    touched = Date.now();
    if (patience) warn(false);
  }

  // Without a network the page would give way to a browser's own, which leads nowhere.
  function leave() {
    going = true;
    if (form) form.reset();
    document.getElementById("main").hidden = true;
    fetch(body.counter, { method: "HEAD", credentials: "omit", cache: "no-store" })
      .then(reply => { if (reply.status < 500) location.replace(body.counter); else throw reply; })
      .catch(() => setTimeout(leave, 5000));
  }

  const clock = setInterval(() => {
    if (!document.contains(warning)) return clearInterval(clock); // another page stands here now
    const left = patience + notice - (Date.now() - touched) / 1000;
    if (left <= 0) {
      clearInterval(clock);
      return leave();
    }
    if (left > notice) return;
    warn(notice > 0);
    seconds.textContent = Math.ceil(left);
  }, 500);

  ["pointerdown", "keydown", "input", "scroll"].forEach(event => addEventListener(event, touch));
})();
