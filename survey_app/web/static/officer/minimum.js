// Shows, as one types, how many respondents a survey needs at least, by the sample rule in data attributes:
// everybody below "at least", else a percentage kept between two bounds.
(() => {
  "use strict";
  const edition = document.querySelector("select[name=edition]");

  const readNumber = text => {
    const digits = text.replace(/[\s,]/g, "").replace(/[๐-๙]/g, d => d.charCodeAt(0) - 0x0e50);
    return /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  };

  const readRule = (who, form) => {
    const data = (edition ? edition.selectedOptions[0] : form).dataset;
    return ["AtLeast", "Percent", "AtMost"].map(name => Number(data[who + name]));
  };

  const leastOf = (people, [atLeast, percent, atMost]) =>
    people < atLeast ? people : Math.min(atMost, Math.max(atLeast, Math.ceil((people * percent) / 100)));

  document.querySelectorAll("[data-minimum-of]").forEach(words => {
    const who = words.dataset.minimumOf;
    const form = words.closest("form");
    const field = form.elements[who];
    const tell = () => {
      const people = readNumber(field.value);
      const least = people ? leastOf(people, readRule(who, form)) : 0;
      words.textContent = least ? words.dataset.words.replace("{n}", least.toLocaleString("en")) : "";
    };
    field.addEventListener("input", tell);
    if (edition) edition.addEventListener("change", tell);
    tell();
  });
})();
