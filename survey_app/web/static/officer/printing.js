// Prints slips once: the button rests while the file is made, and the page then shows the new counts.
// Without this script the form sends itself and the browser keeps the file.
(() => {
  "use strict";
  const form = document.querySelector("form[data-printing]");
  if (!form) return;
  const button = form.querySelector("button[type=submit]");
  const wait = form.querySelector("[data-wait]");
  const lost = form.querySelector("[data-lost]");

  const nameOf = reply => {
    const found = /filename\*=UTF-8''([^;]+)/i.exec(reply.headers.get("Content-Disposition") || "");
    return found ? decodeURIComponent(found[1]) : "slips.pdf";
  };

  const keep = (file, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  };

  const rest = busy => {
    button.disabled = busy;
    wait.hidden = !busy;
  };

  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (button.disabled) return;
    rest(true);
    lost.hidden = true;
    try {
      const reply = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (reply.headers.get("Content-Type") !== "application/pdf") {
        form.submit(); // nothing was made: the page that says why is shown
        return;
      }
      keep(await reply.blob(), nameOf(reply));
      setTimeout(() => location.assign(location.pathname.replace(/\/print$/, "")), 1500);
    } catch {
      rest(false);
      lost.hidden = false;
    }
  });
})();
