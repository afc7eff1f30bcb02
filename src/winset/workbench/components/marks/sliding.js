// Moving a mark along a scale by mouse, touch or keyboard, and telling the server about it.
//
// While one message is on its way, further moves wait; of those only the last is sent. So a slow
// answer never lets a queue grow, and a fast one is never waited for longer than it takes.

const PATIENCE_MS = 1500;

export function sliding({ emit, valueAt, step, bounds }) {
  let held = null; // { id, start, at, pointer }
  let inFlight = false;
  let waiting = null;
  let patience = 0;

  function send(name, detail) {
    if (name === "drag" && inFlight) {
      waiting = detail;
      return;
    }
    if (name === "drop") waiting = null;
    inFlight = true;
    clearTimeout(patience);
    patience = setTimeout(answered, PATIENCE_MS);
    emit(name, detail);
  }

  function answered() {
    clearTimeout(patience);
    inFlight = false;
    if (waiting) {
      const detail = waiting;
      waiting = null;
      send("drag", detail);
    }
  }

  function clamp(value) {
    const [low, high] = bounds();
    return Math.min(high, Math.max(low, Math.round(value / step()) * step()));
  }

  function move(value) {
    const at = clamp(value);
    if (!held || at === held.at) return;
    held.at = at;
    held.moved = true;
    send("drag", { id: held.id, at });
  }

  function grab(event, id, at) {
    if (event.button > 0) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    held = { id, start: at, at, pointer: event.pointerId, grip: at - valueAt(event), moved: false };
    return held;
  }

  function drag(event) {
    if (!held || event.pointerId !== held.pointer) return null;
    move(valueAt(event) + held.grip);
    return held;
  }

  function release(event) {
    if (!held || (event && event.pointerId !== held.pointer)) return null;
    const done = held;
    held = null;
    if (done.moved) send("drop", { id: done.id, at: done.at });
    return done;
  }

  function cancel() {
    if (!held) return null;
    const done = held;
    held = null;
    if (done.moved) send("drop", { id: done.id, at: done.start, undone: true });
    return done;
  }

  const leaps = {
    ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
  };

  function press(event, id, at) {
    if (event.key === "Escape") return cancel();
    const [low, high] = bounds();
    let value = null;
    if (event.key in leaps) {
      value = at + leaps[event.key] * step() * (event.shiftKey ? 5 : 1);
    } else if (event.key === "Home") value = low;
    else if (event.key === "End") value = high;
    if (value === null || event.altKey || event.ctrlKey || event.metaKey) return null;
    event.preventDefault();
    if (!held) held = { id, start: at, at, pointer: null, moved: false };
    move(value);
    return held;
  }

  function lift() {
    return held && held.pointer === null ? release() : null;
  }

  return { grab, drag, release, cancel, press, lift, answered, held: () => held };
}
