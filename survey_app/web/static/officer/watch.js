// The dashboard reads itself again: the same page is fetched and its figures take the old ones' place.
// A hidden tab waits; a round that was closed meanwhile, or a session that ended, leads on as a click would.
"use strict";

const figures = document.getElementById("watch");
const words = document.getElementById("refresh-words");
const every = Number(figures.dataset.every) * 1000;
let timer = 0;
let reading = false;

document.getElementById("refresh-link").hidden = true;
words.textContent = words.dataset.own;

const say = sentence => {
  if (words.textContent !== sentence) {
    words.textContent = sentence;
  }
};

const readAgain = async () => {
  if (reading || document.hidden) {
    return;
  }
  reading = true;
  try {
    const reply = await fetch(location.href, { headers: { "X-Refresh": "1" }, cache: "no-store" });
    if (reply.redirected) {
      location.assign(reply.url);
      return;
    }
    if (!reply.ok) {
      throw new Error(String(reply.status));
    }
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    figures.replaceChildren(...page.getElementById("watch").childNodes);
    say(words.dataset.own);
  } catch {
    say(words.dataset.lost);
  } finally {
    reading = false;
  }
};

const start = () => {
  clearInterval(timer);
  timer = setInterval(readAgain, every);
};

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    readAgain();
    start();
  }
});
start();
