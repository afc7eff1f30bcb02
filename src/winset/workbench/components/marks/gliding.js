// Moving a mark over a plane, or along a line, by mouse, touch or keyboard. The server is told where
// it was let go; until then the mark follows the hand. A place is [across] or [across, up].

const LEAPS = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
  PageUp: [0, 10], PageDown: [0, -10], Home: [-10, 0], End: [10, 0],
};
const STEP = 0.01;

function clamped(place) {
  return place.map((at) => Math.min(1, Math.max(0, Math.round(at / STEP) * STEP)));
}

export function gliding({ placeAt, follow, drop }) {
  let held = null; // { id, start, at, pointer, grip }

  function move(place) {
    const at = clamped(place);
    if (at.every((value, i) => value === held.at[i])) return;
    held.at = at;
    held.moved = true;
    follow(held);
  }

  function end(at) {
    const { id, moved } = held;
    held = null;
    follow(null);
    if (moved && at) drop(id, at);
  }

  return {
    grab(event, id, at) {
      if (event.button > 0) return;
      event.preventDefault();
      event.currentTarget.focus({ preventScroll: true });
      event.currentTarget.setPointerCapture(event.pointerId);
      const hand = placeAt(event);
      held = { id, start: at, at, pointer: event.pointerId, grip: at.map((v, i) => v - hand[i]) };
      follow(held);
    },
    drag(event) {
      if (!held || event.pointerId !== held.pointer) return;
      move(placeAt(event).map((v, i) => v + held.grip[i]));
    },
    release(event) {
      if (held && event.pointerId === held.pointer) end(held.at);
    },
    press(event, id, at) {
      if (event.key === "Escape" && held) return end(null);
      const leap = LEAPS[event.key];
      if (!leap || event.altKey || event.ctrlKey || event.metaKey) return;
      const by = leap.slice(0, at.length).map((n) => n * STEP * (event.shiftKey ? 5 : 1));
      if (by.every((n) => n === 0)) return;
      event.preventDefault();
      if (!held) held = { id, start: at, at, pointer: null };
      move(held.at.map((v, i) => v + by[i]));
    },
    lift() {
      if (held && held.pointer === null) end(held.at);
    },
    cancel() {
      if (held) end(null);
    },
  };
}
