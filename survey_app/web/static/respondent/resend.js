// The page that gives a whole sheet back, to be sent once more: it goes as it came, by a request of one
// length. Sent plainly it would be as long as its answers, and a browser keeps what was sent plainly
// with the tab, on the disk. So the page waits for this script before it shows the button: no finger is
// quicker. Every word a person reads stands in the page.
(() => {
  "use strict";
  const pause = ms => new Promise(done => setTimeout(done, ms));

  // As long as those of respondent.js, where the reason stands.
  const post = form => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => fields.append(name, value));
    return Promise.race([pause(20000), fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: (fields + "").padEnd(12288, "&"),
      credentials: "omit",
    })]).catch(() => {});
  };

  async function deliver(form) {
    const send = form.querySelector("button");
    const note = form.querySelector("[role=status]");
    if (send.disabled) return;
    send.disabled = true;
    note.textContent = note.dataset.sending;
    const reply = await post(form);
    // Only our redirect means "counted". The sheet leaves the page, so that Back finds none.
    if (reply && reply.ok && reply.redirected) {
      form.textContent = "";
      return location.replace(reply.url);
    }
    const answered = reply && /^4/.test(reply.status);
    const page = answered && await reply.text().catch(() => "");
    if (page) {
      document.write(page);
      return document.close();
    }
    // Of a reply that was lost nobody knows whether it said "counted".
    document.querySelectorAll(".unrecorded").forEach(told => { told.hidden = true; });
    send.disabled = false;
    note.textContent = note.dataset.failed;
    send.focus();
  }

  document.addEventListener("submit", event => {
    if (!event.target.matches("[data-resend]")) return;
    event.preventDefault();
    deliver(event.target);
  });
})();
