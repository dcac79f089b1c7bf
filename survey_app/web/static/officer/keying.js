// Keying by digits: a digit chooses in the row at hand and goes on. Without this script the page is a
// plain form. Nothing is kept anywhere but in the fields themselves.
(() => {
  "use strict";
  const form = document.querySelector("[data-keying]");
  const state = document.getElementById("key-state");
  const save = document.getElementById("key-save");
  const stops = [...form.querySelectorAll("[data-row], [data-stop]")];
  const rows = stops.filter(one => "row" in one.dataset && one.closest(".key-part"));
  let changed = false;
  let sending = false;

  const boxes = row => [...row.querySelectorAll("input")];
  const isDone = row => boxes(row).some(box => box.checked);
  const isNeeded = row => !("optional" in row.dataset);
  const stopOf = target => stops.find(one => one.contains(target));

  const say = (words, facts) => {
    const all = { done: rows.filter(isDone).length, all: rows.length, ...facts };
    state.textContent = state.dataset[words].replace(/\{(\w+)\}/g, (_all, name) => all[name]);
  };

  const goTo = stop => {
    const row = "row" in stop.dataset;
    const field = row ? boxes(stop).find(box => box.checked) || boxes(stop)[0] : stop;
    field.focus({ preventScroll: true });
    (stop.closest(".key-row") || stop).scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  const move = (stop, by) => {
    const next = stops[stops.indexOf(stop) + by];
    if (next) goTo(next);
  };

  // Enter ends the sheet: the first gap, or else what there is and the button that saves it.
  const finish = () => {
    const gap = rows.find(row => isNeeded(row) && !isDone(row));
    if (gap) {
      goTo(gap);
      say("missing", { row: gap.dataset.row });
    } else {
      goTo(save);
      say("whole");
    }
  };

  const choose = (row, digit) => {
    if (digit === 0 && !isNeeded(row)) boxes(row).forEach(box => { box.checked = false; });
    else if (digit === 0) return say("missing", { row: row.dataset.row });
    else if (!boxes(row)[digit - 1]) return say("beyond", { row: row.dataset.row, most: boxes(row).length });
    else boxes(row)[digit - 1].checked = true;
    changed = true;
    say("going");
    move(row, 1);
  };

  // The key's place, not its letter: on a Thai keyboard the digits' keys write Thai letters.
  const digitOf = event => {
    if (/^[0-9]$/.test(event.key)) return Number(event.key);
    if (event.key.length > 1) return null;
    const found = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
    return found && Number(found[1]);
  };

  const onRow = (event, row) => {
    const digit = digitOf(event);
    if (digit !== null) choose(row, digit);
    else if (event.key === " ") choose(row, 0);
    else if (event.key === "Backspace" || event.key === "ArrowUp") move(row, -1);
    else if (event.key === "ArrowDown") move(row, 1);
    else if (event.key === "Enter") finish();
    else return;
    event.preventDefault();
  };

  form.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const stop = stopOf(event.target);
    if (!stop) return;
    if ("row" in stop.dataset) onRow(event, stop);
    else if (stop === save) {
      if (event.key === "Backspace" || event.key === "ArrowUp") move(stop, -1);
      else if (!(event.key === "Enter" && event.repeat)) return; // a key held down saves nothing unseen
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (stop.tagName === "TEXTAREA") finish();
      else move(stop, 1);
    } else if (event.key === "ArrowUp" && stop.value === "") {
      event.preventDefault();
      move(stop, -1);
    }
  });

  form.addEventListener("input", () => {
    changed = true;
    say("going");
  });

  // A second press is let through, for the first may have been stopped: the ticket counts once.
  form.addEventListener("submit", () => {
    sending = true;
    say("sending");
  });

  addEventListener("beforeunload", event => {
    if (changed && !sending) event.preventDefault();
    sending = false; // after Stop the sheet is unsaved again
  });

  // Going back shows an empty form, never a sheet that was sent.
  addEventListener("pageshow", event => {
    if (!event.persisted) return;
    form.reset();
    changed = sending = false;
    say("going");
  });

  document.getElementById("key-help").hidden = false;
  document.getElementById("key-lines").hidden = false;
  const wrong = document.querySelector("#mistakes a");
  const first = wrong && document.getElementById(wrong.hash.slice(1));
  say("going");
  goTo((first && stopOf(first)) || stops[0]);
})();
