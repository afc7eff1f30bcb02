// Where the names of points in a plane go: beside the point where there is room, else a little way
// off with a line to it; a short name where the long one has no room, and nowhere where neither has:
// then the name shows when the point is pointed at.

import { textWidth } from "winset/axis_layout.js";

const HEIGHT = 15;
const AROUND = [[1, 0, 0], [-1, 0, 1], [0, -1.6, 0.5], [0, 1.6, 0.5], [0.9, -1.2, 0], [-0.9, -1.2, 1], [0.9, 1.2, 0], [-0.9, 1.2, 1]];
const STEPS = [1, 2.4, 3.6, 5, 7];

function meets(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// Points are { x, y, reach, names }, the frame { left, top, right, bottom }. Returns for each
// { text, x, y, line }, where its name begins and a line to it where it stands off; null without room.
export function labelRoom(points, frame, font) {
  const taken = points.map(({ x, y, reach }) => ({ left: x - reach + 2, right: x + reach - 2, top: y - reach + 2, bottom: y + reach - 2 }));
  const within = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  const room = ({ x, y, reach }, own, text) => {
    const width = textWidth(text, font);
    for (const step of STEPS) {
      for (const [dx, dy, side] of AROUND) {
        const left = x + dx * reach * step - side * width;
        const middle = y + dy * reach * step;
        const box = { left: left - 2, right: left + width + 2, top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 };
        if (!within(box) || taken.some((t) => t !== own && meets(t, box))) continue;
        taken.push(box);
        const end = Math.min(Math.max(x, box.left), box.right);
        return { text, x: left, y: middle + 4, line: step > 1 ? `M${x},${y} L${end},${middle}` : "" };
      }
    }
    return null;
  };
  return points.map((point, n) => point.names.reduce((found, text) => found || room(point, taken[n], text), null));
}
