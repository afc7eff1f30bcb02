// Where the marks of an axis and their names go: the browser's twin of render/figures/grammar/placement.py,
// which cannot know how wide the page is. Marks of one lane stand in as few rows as hold them apart.

const TO_LABEL = 6;
const BETWEEN = 12;

let pen = null;

export function textWidth(text, font) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(text).width;
}

export function shortened(text, font, limit) {
  if (textWidth(text, font) <= limit) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, font) > limit) cut = cut.slice(0, -1).trimEnd();
  return `${cut}…`;
}

export function wrapped(text, font, limit) {
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, font) > limit) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function candidates(item, extent) {
  const { low, high, width } = item;
  const found = [];
  if (!item.above) {
    if (high + TO_LABEL + width <= extent) found.push(["right", high + TO_LABEL]);
    if (low - TO_LABEL - width >= 0) found.push(["left", low - TO_LABEL - width]);
  }
  if (!found.length) {
    found.push(["above", Math.max(0, Math.min(item.focus - width / 2, extent - width))]);
  }
  return found.map(([side, left]) => ({
    side, labelLeft: left, left: Math.min(low, left), right: Math.max(high, left + width),
  }));
}

// Rows such that nothing in a row overlaps; items are taken from left to right.
export function placeInRows(items, extent) {
  const rows = [];
  const placed = new Array(items.length);
  const order = items.map((_, i) => i);
  order.sort((a, b) => items[a].low - items[b].low || items[a].high - items[b].high || a - b);
  for (const index of order) {
    const options = candidates(items[index], extent);
    let found = null;
    for (let row = 0; row < rows.length && !found; row += 1) {
      const free = (o) =>
        rows[row].every((t) => o.left >= t.right + BETWEEN || o.right + BETWEEN <= t.left);
      const option = options.find(free);
      if (option) found = { ...option, row };
    }
    if (!found) {
      rows.push([]);
      found = { ...options[0], row: rows.length - 1 };
    }
    rows[found.row].push(found);
    placed[index] = found;
  }
  return placed;
}
