// The form in steps, with a draft, a review and a patient send. Without this file, or without
// storage, the page is one plain form that works. Every word a person reads stands in the page.
(() => {
  "use strict";
  const body = document.body.dataset;
  const byId = (id) => document.getElementById(id);
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (selector, from) => (from || document).querySelector(selector);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const form = byId("sheet");

  // A draft lives in this tab only, and for half an hour after the last touch. Browsers write a
  // tab's storage to the disk, where what was wiped can lie for long, so a draft is split: noise in
  // the storage, the other half in the tab's name, which stays in memory. Always of one size.
  const key = "draft:" + location.pathname.split("/")[2].toUpperCase(); // one for each link
  const IDLE = 30 * 60 * 1000;
  const ROOM = 8192; // bytes: all rows, and the longest suggestion in Thai
  const NAMED = "draft:";
  const store = (act) => {
    try { return act(window.sessionStorage); } catch (refused) { return null; }
  };
  const mix = (bytes, noise) => String.fromCharCode.apply(
    null, noise.map((byte, place) => byte ^ bytes.charCodeAt(place)));
  const wipe = () => store((s) => {
    s.removeItem(key);
    if (window.name.startsWith(NAMED)) window.name = "";
  });
  const keepDraft = (draft) => store((s) => {
    const bytes = unescape(encodeURIComponent(JSON.stringify(draft))).padEnd(ROOM);
    if (bytes.length > ROOM) return wipe();
    const noise = Array.from(crypto.getRandomValues(new Uint8Array(ROOM)));
    s.setItem(key, btoa(mix(bytes, noise)));
    window.name = NAMED + btoa(String.fromCharCode.apply(null, noise));
  });
  const readDraft = () => store((s) => {
    const noise = Array.from(atob(window.name.slice(NAMED.length)), (char) => char.charCodeAt(0));
    const bytes = mix(atob(s.getItem(key)), noise);
    const draft = JSON.parse(decodeURIComponent(escape(bytes)));
    return draft && Date.now() - draft.at < IDLE ? draft : null;
  });

  // Opening the start page anew is another person, or a new beginning; going back to it is not.
  const arrived = window.performance && performance.navigation ? performance.navigation.type : 0;
  if (body.draft === "done" || (body.draft === "new" && arrived === 0)) wipe();

  // The code of a slip comes in the fragment, which browsers never send; it leaves the address bar.
  const code = one("[data-from-fragment]");
  const fragment = location.hash.slice(1);
  if (code && /^[0-9A-Za-z-]{13,17}$/.test(fragment)) {
    code.value = fragment;
    history.replaceState(null, "", location.pathname + location.search);
  }

  window.addEventListener("pageshow", (event) => {
    if (event.persisted && body.again) location.replace(body.again);
  });
  const mistakes = byId("mistakes");
  if (mistakes) mistakes.focus();
  if (!form) return;
  if (history.scrollRestoration) history.scrollRestoration = "manual";

  const steps = all("[data-step]", form);
  const last = steps.length - 1;
  const [back, next, send, note, missing] =
    ["back", "next", "send", "sending", "step-missing"].map(byId);
  let at = 0;
  let armed = history.state === "step"; // one history entry stands for "a step back"
  const onward = next.textContent;
  let reviewed = false; // from then on every step leads straight back to the review
  let busy = false;
  let leaving = "";

  const radios = () => all("input[type=radio]", form);
  const show = (element, visible) => { element.hidden = !visible; };

  function save(ticket) {
    const answers = {};
    radios().forEach((radio) => { if (radio.checked) answers[radio.name] = radio.value; });
    const text = form.elements.suggestion.value;
    keepDraft({ at: Date.now(), step: at, answers: answers, text: text, ticket: ticket });
  }

  function restore() {
    const draft = readDraft();
    if (!draft || !(Object.keys(draft.answers).length || draft.text)) return 0;
    radios().forEach((radio) => { radio.checked = draft.answers[radio.name] === radio.value; });
    form.elements.suggestion.value = draft.text;
    // A send whose reply was lost: the same ticket makes the next one count once.
    if (draft.ticket) form.elements.ticket.value = draft.ticket;
    show(byId("restored"), true);
    return draft.step;
  }

  function unanswered(step) {
    const rows = all("fieldset[data-row]", step);
    const empty = rows.filter((row) => one("input[required]", row) && !one("input:checked", row));
    return code && step.contains(code) && !code.value.trim() ? [code] : empty;
  }

  function markCode(bad) {
    show(byId("admission-error"), bad);
    if (bad) code.setAttribute("aria-invalid", "true"); else code.removeAttribute("aria-invalid");
  }

  function mark(row) {
    if (row === code) return markCode(true);
    if (row.getAttribute("aria-invalid")) return;
    const words = byId("missing-words").content.firstElementChild.cloneNode(true);
    words.id = "missing-" + row.dataset.row;
    row.setAttribute("aria-invalid", "true");
    row.insertBefore(words, one(".option", row));
    all("input", row).forEach((input) => input.setAttribute("aria-describedby", words.id));
  }

  function unmark(row) {
    if (!row || !row.getAttribute("aria-invalid")) return;
    row.removeAttribute("aria-invalid");
    all(".error", row).forEach((words) => words.remove());
    all("input", row).forEach((input) => input.removeAttribute("aria-describedby"));
  }

  function complain(rows) {
    rows.forEach(mark);
    show(missing, rows.length && rows[0] !== code);
    if (!rows.length) return false;
    missing.textContent = missing.dataset.words.replace("{n}", rows.length);
    goTo(rows[0]);
    return true;
  }

  function goTo(place) {
    const field = place.matches("input, textarea") ? place : one("input, textarea", place);
    const question = field.closest("[data-question]");
    const first = question && one("input, textarea", question);
    // The first row of a question brings the question along.
    const top = field.name === (first && first.name) ? question : field.closest("fieldset, .card");
    field.focus({ preventScroll: true });
    top.scrollIntoView();
  }

  function turnTo(step, quietly) {
    at = Math.max(0, Math.min(step, last));
    steps.forEach((section, place) => show(section, place === at));
    show(back, at > 0);
    show(next, at < last);
    show(send, at === last);
    show(missing, false);
    show(note, false);
    byId("count").textContent = steps[at].dataset.count;
    byId("progress").value = (at + 1) / steps.length;
    byId("title").classList.toggle("unseen", at > 0);
    show(byId("how"), at === 0);
    if (at === last) { review(); reviewed = true; }
    next.textContent = reviewed ? next.dataset.review : onward;
    if (quietly) return;
    show(byId("restored"), false);
    if (at && !armed) { history.pushState("step", ""); armed = true; }
    save();
    window.scrollTo(0, 0);
    one("h2", steps[at]).focus({ preventScroll: true });
  }

  const stamp = (id) => byId(id).content.firstElementChild.cloneNode(true);
  const words = (selector, from) => { const found = one(selector, from); return found ? found.textContent : ""; };

  function answerOf(row) {
    const chosen = one("input:checked", row);
    return chosen ? one('label[for="' + chosen.id + '"]', row).textContent : form.dataset.skipped;
  }

  function review() {
    const list = byId("review-list");
    list.textContent = "";
    steps.filter((step) => one("[data-question]", step)).forEach((step) => {
      const part = stamp("review-part");
      one("h3", part).textContent = words("h2", step);
      all("[data-question]", step).forEach((question) => one("ul", part).append(lineOf(question)));
      list.append(part);
    });
  }

  function lineOf(question) {
    const line = stamp("review-question");
    const asked = words("h3, label", question);
    const edit = one("a", line);
    const rows = all("fieldset", question);
    one("p", line).textContent = asked;
    one("span", edit).textContent = " " + asked;
    edit.href = "#" + one("input, textarea", question).id;
    const text = form.elements.suggestion.value.trim() || form.dataset.skipped;
    const answers = rows.length
      ? rows.map((row) => [words("[data-row-title]", row), answerOf(row)])
      : [["", text]];
    answers.forEach((pair) => {
      const answer = stamp("review-answer");
      one("span", answer).textContent = pair[0];
      one("b", answer).textContent = pair[1];
      one("div", line).append(answer);
    });
    return line;
  }

  function say(kind, seconds) {
    show(note, true);
    note.textContent = note.dataset[kind].replace("{s}", seconds);
  }

  const LENGTH = 12288; // bytes: all rows, ticket, code, and a thousand Thai letters of 9 bytes each

  async function post() {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => fields.append(name, value));
    const late = pause(20000).then(() => null);
    // Whoever watches the network sees how long a request is: all are as long as the longest.
    // A server passes over "&" with nothing after it.
    const asked = fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
      body: fields.toString().padEnd(LENGTH, "&"),
      credentials: "omit",
      cache: "no-store",
    });
    return Promise.race([asked.catch(() => null), late]);
  }

  async function deliver() {
    busy = true;
    send.disabled = back.disabled = true;
    save(form.elements.ticket.value);
    for (const wait of [0, 1, 2, 4, 8]) {
      for (let left = wait; left; left -= 1) { say("retry", left); await pause(1000); }
      say("sending");
      const reply = await post();
      // Only our redirect means "counted"; a login page of a public network must not pass for it.
      if (reply && reply.ok && reply.redirected) return leave(reply.url);
      if (reply && reply.status >= 400 && reply.status < 500) return turnInto(reply);
    }
    busy = false;
    send.disabled = back.disabled = false;
    send.textContent = note.dataset.again;
    say("failed");
    send.focus();
  }

  // The server has something to say. A form sent plainly would show it too, but a browser keeps what
  // was sent plainly with the tab, on the disk.
  async function turnInto(reply) {
    const page = await reply.text().catch(() => "");
    if (!page) return form.submit();
    document.open();
    document.write(page);
    document.close();
  }

  // The form's own history entry becomes the thank-you, so that Back shows nothing.
  function leave(to) {
    wipe();
    leaving = to;
    if (!armed) return depart();
    history.back();
    setTimeout(depart, 500); // for browsers that tell nobody of going back
  }

  function depart() {
    if (leaving) location.replace(leaving);
    leaving = "";
  }

  window.addEventListener("popstate", () => {
    if (leaving) return depart();
    if (!armed) return;
    armed = false;
    if (!busy) turnTo(at - 1);
  });

  form.addEventListener("submit", (event) => {
    if (!window.fetch || !window.URLSearchParams) return;
    event.preventDefault();
    if (busy) return;
    if (at < last) { next.click(); return; }
    const wrong = steps.findIndex((step) => unanswered(step).length);
    if (wrong < 0) { deliver(); return; }
    turnTo(wrong);
    complain(unanswered(steps[wrong]));
  });
  form.addEventListener("change", (event) => {
    unmark(event.target.closest("fieldset"));
    if (!all("[aria-invalid]", steps[at]).length) show(missing, false);
    save();
  });
  form.addEventListener("input", (event) => {
    if (event.target === code) markCode(false);
    save();
  });
  next.addEventListener("click", () => {
    if (!complain(unanswered(steps[at]))) turnTo(reviewed ? last : at + 1);
  });
  back.addEventListener("click", () => turnTo(at - 1));

  // Links to a field, from the summary of mistakes and from the review, open its step first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && byId(link.getAttribute("href").slice(1));
    const step = field ? steps.findIndex((section) => section.contains(field)) : -1;
    if (step < 0) return;
    event.preventDefault();
    turnTo(step);
    goTo(field);
  });

  const sure = (open) => {
    show(byId("clear-sure"), open);
    byId("clear").setAttribute("aria-expanded", open);
    byId(open ? "clear-no" : "clear").focus();
  };
  byId("clear").addEventListener("click", () => sure(byId("clear-sure").hidden));
  byId("clear-no").addEventListener("click", () => sure(false));
  byId("clear-yes").addEventListener("click", () => {
    radios().forEach((radio) => { radio.checked = false; });
    form.elements.suggestion.value = "";
    all("fieldset", form).forEach(unmark);
    [byId("mistakes"), byId("restored")].forEach((told) => told && show(told, false));
    sure(false);
    reviewed = false;
    turnTo(0);
    wipe();
  });

  document.documentElement.classList.add("stepped");
  all(".progress").concat(byId("clearing")).forEach((part) => show(part, true));
  const faulty = steps.findIndex((step) => one("[aria-invalid]", step));
  if (!("returned" in form.dataset)) turnTo(restore(), true);
  else { turnTo(faulty < 0 ? last : faulty, true); save(); }
})();
