// The form in steps, with a draft, a review and a patient send; on every page the size of letters.
// Without this file, or without storage, the page is one plain form that works. Every word a person
// reads stands in the page. What is sent to phones is this without comments and indentation: each
// statement ends in a semicolon, and no text runs over a line.
(() => {
  const root = document.documentElement;
  const body = document.body.dataset;
  const byId = id => document.getElementById(id);
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (selector, from) => (from || document).querySelector(selector);
  const on = (target, event, act) => target.addEventListener(event, act);
  const flag = (name, raised) => root.classList.toggle(name, raised); // the style sheet knows them
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const store = act => {
    try { return act(sessionStorage); } catch (refused) { return null; }
  };
  const form = byId("sheet");
  const counter = "counter" in body; // a tablet that many people share

  // A draft lives in this tab only, and for half an hour after the last touch. Browsers write a
  // tab's storage to the disk, where what was wiped can lie for long, so a draft is split: noise in
  // the storage, the other half in the tab's name, which stays in memory. Always of one size.
  const key = "draft:" + location.pathname.split("/")[2].toUpperCase(); // one for each link
  const ROOM = 8192; // bytes: all rows, and the longest suggestion in Thai
  const mix = (bytes, noise) => String.fromCharCode(
    ...noise.map((byte, place) => byte ^ bytes.charCodeAt(place)));
  const wipe = () => {
    window.name = "";
    store(s => delete s[key]);
  };
  const keepDraft = draft => store(s => {
    const bytes = unescape(encodeURIComponent(JSON.stringify(draft))).padEnd(ROOM);
    if (counter || bytes.length > ROOM) return wipe();
    const noise = crypto.getRandomValues(new Uint8Array(ROOM));
    s[key] = btoa(mix(bytes, noise));
    window.name = btoa(String.fromCharCode(...noise));
  });
  const readDraft = () => store(s => {
    const noise = Uint8Array.from(atob(window.name), char => char.charCodeAt(0));
    const draft = JSON.parse(decodeURIComponent(escape(mix(atob(s[key]), noise))));
    return Date.now() - draft.at < 30 * 60 * 1000 ? draft : null;
  });

  // Opening the start page anew is another person, or a new beginning; going back to it is not.
  const done = body.draft === "done";
  const begun = body.draft === "new" && (counter || !performance.navigation.type);
  if (done || begun) wipe();

  // The size is kept for the pages of one visit, and a shared tablet begins anew with each person.
  const sizes = all(".sizes button");
  const resize = size => {
    root.dataset.size = size;
    sizes.forEach((button, place) => button.setAttribute("aria-pressed", place == size));
  };
  if (begun && counter) store(s => s.clear());
  resize(store(s => s.size) || 0);
  if (done) store(s => s.clear());
  sizes.forEach((button, place) => on(button, "click", () => {
    resize(place);
    store(s => s.size = place);
  }));
  flag("scripted", true);

  // The code of a slip comes in the fragment, which browsers never send; it leaves the address bar.
  const code = one("[data-from-fragment]");
  const fragment = location.hash.slice(1);
  if (code && /^[\w-]{13,17}$/.test(fragment)) {
    code.value = fragment;
    history.replaceState(null, "", location.pathname + location.search);
  }

  on(window, "pageshow", event => {
    if (event.persisted && body.again) location.replace(body.again);
  });
  const mistakes = byId("mistakes");
  if (mistakes) mistakes.focus();
  if (!form) return;
  history.scrollRestoration = "manual";

  const { suggestion, ticket } = form.elements;
  const steps = all("[data-step]", form);
  const last = steps.length - 1;
  const [back, next, send, note, left] = ["back", "next", "send", "sending", "left"].map(byId);
  const onward = next.textContent;
  let at = 0;
  let armed = history.state === "step"; // one history entry stands for "a step back"
  let reviewed = false; // from then on every step leads straight back to the review
  let tried = ""; // the ticket of a send whose reply was lost: with it the next one counts once
  let leaving = "";

  function save() {
    const answers = all(":checked", form).map(radio => radio.id);
    keepDraft({ at: Date.now(), step: at, answers, text: suggestion.value, tried, reviewed });
  }

  function restore() {
    const draft = readDraft();
    if (!draft || !(draft.answers + draft.text)) return 0;
    all("[type=radio]", form).forEach(radio => { radio.checked = draft.answers.includes(radio.id); });
    suggestion.value = draft.text;
    ({ tried, reviewed } = draft);
    if (tried) ticket.value = tried;
    flag("restored", true);
    return draft.step;
  }

  // The fields that want an answer, the first of each row and the code, and those still without.
  const wanted = step => all("[required][id$='-1'], .code", step);
  const gaps = step => wanted(step).filter(field => !form.elements[field.name].value.trim());

  // The main button leads to what is left of this step, then onward: nobody has to look for it.
  function tell() {
    const rows = gaps(steps[at]).filter(field => field !== code).length;
    left.textContent = rows ? left.dataset.words.replace("{n}", rows) : "";
    next.textContent = rows ? next.dataset.gap : reviewed ? next.dataset.review : onward;
    next.classList.toggle("second", rows);
    byId("progress").value = 1 - gaps(form).length / wanted(form).length;
  }

  function markCode(bad) {
    byId("admission-error").hidden = !bad;
    code.setAttribute("aria-invalid", bad);
  }

  function stopAtGap() {
    const gap = gaps(steps[at])[0];
    if (gap && gap === document.activeElement) left.textContent = left.dataset.here;
    if (gap) goTo(gap);
    if (code && gap === code) markCode(true);
    return gap;
  }

  // The first row of a question brings the question along.
  function goTo(field) {
    const question = field.closest("[data-question]");
    const first = question && one("input, textarea", question) === field;
    field.focus();
    (first ? question : field.closest("fieldset, .card")).scrollIntoView();
  }

  function turnTo(step, quietly) {
    at = step in steps ? step : 0;
    steps.forEach((section, place) => { section.hidden = place !== at; });
    flag("later", at);
    flag("final", at === last);
    note.textContent = "";
    byId("count").textContent = steps[at].dataset.count;
    if (at === last) { review(); reviewed = true; }
    tell();
    if (quietly) return;
    flag("restored", false);
    if (at && !armed) { history.pushState("step", ""); armed = true; }
    save();
    scrollTo(0, 0);
    one("h2", steps[at]).focus({ preventScroll: true });
  }

  const stamp = id => byId(id).content.firstElementChild.cloneNode(true);
  const words = (selector, from) => (one(selector, from) || { textContent: "" }).textContent;

  function review() {
    const list = byId("review-list");
    list.textContent = "";
    steps.filter(step => one("[data-question]", step)).forEach(step => {
      const part = stamp("review-part");
      one("h3", part).textContent = words("h2", step);
      all("[data-question]", step).forEach(question => one("ul", part).append(lineOf(question)));
      list.append(part);
    });
  }

  function lineOf(question) {
    const line = stamp("review-question");
    const asked = words("h3, label", question);
    const edit = one("a", line);
    const add = (row, chosen) => {
      const answer = stamp("review-answer");
      one("span", answer).textContent = row;
      one("b", answer).textContent = chosen || form.dataset.skipped;
      one("div", line).append(answer);
    };
    one("p", line).textContent = asked;
    one("span", edit).append(asked);
    edit.href = "#" + one("input, textarea", question).id;
    const rows = all("fieldset", question);
    rows.forEach(row => add(words("[data-row-title]", row), words(":checked + label", row)));
    if (!rows.length) add("", suggestion.value.trim());
    return line;
  }

  const say = (kind, seconds) => {
    note.textContent = note.dataset[kind].replace("{s}", seconds);
  };

  async function post() {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => fields.append(name, value));
    // Whoever watches the network sees how long a request is: all are as long as the longest, with
    // all rows, ticket, code, and a thousand Thai letters of 9 bytes each. A server passes over "&"
    // with nothing after it.
    return Promise.race([pause(2e4), fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: (fields + "").padEnd(12288, "&"),
      credentials: "omit",
    })]).catch(() => {});
  }

  const hold = sending => { send.disabled = back.disabled = sending; };

  async function deliver() {
    hold(true);
    tried = ticket.value;
    save();
    for (const wait of [0, 1, 2, 4, 8]) {
      for (let seconds = wait; seconds; seconds--) { say("retry", seconds); await pause(1000); }
      say("sending");
      const reply = await post();
      // Only our redirect means "counted"; a login page of a public network must not pass for it.
      if (reply && reply.ok && reply.redirected) return leave(reply.url);
      // The server has something to say. A form sent plainly would show it too, but a browser keeps
      // what was sent plainly with the tab, on the disk.
      const refused = reply && /^4/.test(reply.status);
      const page = refused && await reply.text().catch(() => "");
      if (page) {
        document.write(page);
        return document.close();
      }
    }
    hold(false);
    send.textContent = note.dataset.again;
    say("failed");
    send.focus();
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

  on(window, "popstate", () => {
    if (leaving) return depart();
    if (!armed) return;
    armed = false;
    if (!send.disabled) turnTo(at - 1);
  });

  on(form, "submit", event => {
    event.preventDefault();
    if (send.disabled) return;
    if (at < last) return next.click();
    const wrong = steps.findIndex(step => gaps(step)[0]);
    if (wrong < 0) return deliver();
    turnTo(wrong);
    stopAtGap();
  });
  on(form, "change", event => {
    const row = event.target.closest("fieldset[aria-invalid]");
    if (row) {
      row.removeAttribute("aria-invalid");
      one(".error", row).remove();
    }
    tell();
    save();
  });
  on(form, "input", event => {
    if (event.target === code) markCode(false);
    save();
  });
  on(next, "click", () => {
    if (!stopAtGap()) turnTo(reviewed ? last : at + 1);
  });
  on(back, "click", () => turnTo(at - 1));

  // Links to a field, from the summary of mistakes and from the review, open its step first.
  on(document, "click", event => {
    const link = event.target.closest("a[href^='#']");
    const field = link && byId(link.hash.slice(1));
    const step = steps.findIndex(section => section.contains(field));
    if (step < 0) return;
    event.preventDefault();
    turnTo(step);
    goTo(field);
  });

  const sure = byId("clear-sure");
  on(byId("clear"), "click", () => { sure.hidden = !sure.hidden; });
  on(byId("clear-yes"), "click", () => {
    wipe();
    if (tried || mistakes) return location.replace(body.again); // its ticket may be spent
    form.reset();
    sure.hidden = true;
    reviewed = false;
    turnTo(0);
    wipe();
  });

  flag("stepped", true);
  if ("returned" in form.dataset) {
    const faulty = steps.findIndex(step => one("[aria-invalid=true]", step));
    turnTo(faulty < 0 ? last : faulty, true);
    save();
  } else turnTo(restore(), true);
})();
