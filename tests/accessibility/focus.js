// Where the focus is, and whether somebody who looks at the page can tell.
async (wanted) => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) {
    window.stopBefore = null;
    return { name: "nothing", nowhere: true, there: false, faults: [] };
  }
  const shown = (one.textContent || one.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const name = `${one.tagName.toLowerCase()} ${one.id ? "#" + one.id : one.className} “${shown}”`;
  const faults = [];

  const colour = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return { parts: [red, green, blue], alpha };
  };
  const light = ({ parts }) => {
    const [red, green, blue] = parts.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const ground = colour(getComputedStyle(at).backgroundColor);
      if (ground.alpha > 0.5) return ground;
    }
    return colour("rgb(255, 255, 255)");
  };

  // A field may show its focus on its label. The ring stands outside, on what lies behind.
  const drawn = [one, ...(one.labels || [])];
  const rings = drawn.map((element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return 0;
    const [ring, ground] = [light(colour(style.outlineColor)), light(behind(element.parentElement))];
    return (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05);
  });
  if (Math.max(...rings) < 3) faults.push(`focus hardly seen (${Math.max(...rings).toFixed(1)}:1): ${name}`);

  const seen = () => drawn.some((element) => [...element.getClientRects()].some((box) =>
    [0.5, 0.1, 0.9].some((part) => {
      const hit = document.elementFromPoint(box.left + box.width * part, box.top + box.height * part);
      return hit && drawn.some((other) => other.contains(hit));
    })));
  // A browser that is busy draws first, and brings what has the focus into sight in the next frame.
  if (!seen()) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  if (!seen()) faults.push(`covered or out of sight: ${name}`);

  const before = window.stopBefore;
  if (before && before.isConnected && !(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    faults.push(`backwards: ${name}`);
  }
  window.stopBefore = one;
  return { name, there: one === wanted, faults, place: [...document.querySelectorAll("*")].indexOf(one) };
}
