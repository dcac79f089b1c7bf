// What a person could not read or press on the page as it is laid out now: a list of sentences.
(most) => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const slack = 1.5; // pixels; fractions of one are rounding

  const say = (what, element, text) => {
    const name = element.id ? "#" + element.id : element.className.baseVal || element.className;
    const shown = (text || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    faults.push(`${what}: ${element.tagName.toLowerCase()} ${name} “${shown}”`);
  };

  if (document.documentElement.scrollWidth > wide + 1) {
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide in ${wide}`);
  }

  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  // Words for screen readers alone are clipped on purpose.
  const isUnseen = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const style = styleOf(one);
      if (style.clip !== "auto" || style.clipPath !== "none") return true;
      if (style.position === "absolute" && one.getBoundingClientRect().right < 0) return true;
    }
    return false;
  };
  const floats = (element) => {
    for (let one = element; one; one = one.parentElement) {
      if (["fixed", "sticky"].includes(styleOf(one).position)) return true;
    }
    return false;
  };

  // The part of the page that an element's words may stand in: boxes that scroll let them out.
  const boundsOf = (element) => {
    for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
      const { overflowX } = styleOf(one);
      if (overflowX === "auto" || overflowX === "scroll") return null;
      if (overflowX !== "visible") return one.getBoundingClientRect();
    }
    return { left: 0, right: wide };
  };

  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, template, option, svg, [aria-hidden=true]")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true }) || isUnseen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const bounds = boundsOf(parent);
    if (bounds && boxes.some((box) => box.left < bounds.left - slack || box.right > bounds.right + slack)) {
      say("cut", parent, node.data);
    }
    if (bounds && !floats(parent)) boxes.forEach((box) => words.push({ box, parent, text: node.data }));
  }

  // Two lines of words may come near each other, but not stand on each other.
  words.sort((one, other) => one.box.top - other.box.top);
  words.forEach((one, place) => {
    for (let next = place + 1; next < words.length; next += 1) {
      const other = words[next];
      const deep = one.box.bottom - other.box.top;
      const least = Math.min(one.box.height, other.box.height);
      if (deep <= 0) break;
      const broad = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      if (deep > least * 0.4 && broad > 2) say(`under “${other.text.trim().slice(0, 30)}”`, one.parent, one.text);
    }
  });

  // Fields and pictures stay inside too.
  document.querySelectorAll("input, select, textarea, button, img, svg, progress, table").forEach((one) => {
    if (!one.checkVisibility() || isUnseen(one)) return;
    const box = one.getBoundingClientRect();
    const bounds = boundsOf(one.parentElement);
    if (bounds && box.width && (box.right > bounds.right + slack || box.left < bounds.left - slack)) say("sticks out", one);
  });

  // What is pressed with a thumb.
  document.querySelectorAll(most).forEach((one) => {
    if (!one.checkVisibility() || isUnseen(one)) return;
    const box = one.getBoundingClientRect();
    if (box.width < 43.9 || box.height < 43.9) say(`only ${Math.round(box.width)}×${Math.round(box.height)}`, one);
  });
  return faults;
}
