// The boxes over a guide's picture: drawn and moved by a pointer, moved and sized by keys. What is typed in the inputs is what
// is drawn, and what is drawn is typed there: the form stays the one place that knows.
(() => {
  const SIDES = ["left", "top", "width", "height"];
  const STEP = 1;
  const LEAST = 1;
  const NS = "http://www.w3.org/2000/svg";
  const canvas = () => document.querySelector("[data-canvas]");
  const rows = () => [...document.querySelectorAll("#picturing [data-box]")];
  const rowOf = (mark) => rows().find((row) => row.dataset.box === mark);
  const inputs = (row) => SIDES.map((side) => row.querySelector(`[name$=".${side}"]`));
  const clamp = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0));
  const round = (value) => Math.round(value * 10) / 10;
  let held = null; // what the pointer does: { mark, from, box, how }

  function boxOf(row) {
    const values = inputs(row).map(({ value }) => (value.trim() ? Number(value.trim().replace(",", ".").replace(/%$/, "")) : NaN));
    return values.every((value) => value >= 0 && value <= 100) && values[2] && values[3] ? values : null;
  }

  // Its edges are rounded, not its size: so a box at the picture's edge ends there, and not behind it.
  function rounded([left, top, width, height]) {
    const [x, y] = [round(left), round(top)];
    return [x, y, round(round(left + width) - x), round(round(top + height) - y)];
  }

  function write(row, box) {
    const told = box && rounded(box);
    inputs(row).forEach((input, at) => { input.value = told ? String(told[at]) : ""; });
    if (box) row.closest("details")?.setAttribute("open", "");
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function made(mark) {
    const group = document.createElementNS(NS, "g");
    group.dataset.mark = mark;
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "button");
    group.setAttribute("aria-describedby", "boxes-keys");
    group.append(...["rect", "circle", "circle", "text"].map((name) => document.createElementNS(NS, name)));
    group.children[2].classList.add("corner");
    return group;
  }

  function place(group, [left, top, width, height]) {
    const [rect, pin, corner, text] = group.children;
    const put = (part, told) => Object.entries(told).forEach(([name, value]) => part.setAttribute(name, value));
    put(rect, { x: `${left}%`, y: `${top}%`, width: `${width}%`, height: `${height}%` });
    put(pin, { cx: `${left}%`, cy: `${top}%`, r: 13 });
    put(corner, { cx: `${left + width}%`, cy: `${top + height}%`, r: 9 });
    put(text, { x: `${left}%`, y: `${top}%` });
    text.textContent = group.dataset.mark;
    const words = `왼쪽 ${left}%, 위 ${top}%, 너비 ${width}%, 높이 ${height}%`;
    group.setAttribute("aria-label", `상자 ${group.dataset.mark}, ${words}`);
  }

  function draw() {
    const svg = canvas()?.querySelector("svg");
    if (!svg) return;
    if (svg.hasAttribute("aria-hidden")) {
      svg.replaceChildren();
      svg.removeAttribute("aria-hidden");
      svg.setAttribute("role", "group");
      svg.setAttribute("aria-label", "그림 위의 상자");
    }
    for (const row of rows()) {
      const box = boxOf(row);
      let group = svg.querySelector(`[data-mark="${row.dataset.box}"]`);
      if (!box) group?.remove();
      else {
        if (!group) svg.append(group = made(row.dataset.box));
        place(group, box);
      }
    }
  }

  function say(words) {
    const said = document.querySelector("[data-box-said]");
    if (said) said.textContent = words;
  }

  function focus(mark) {
    canvas().querySelector(`[data-mark="${mark}"]`)?.focus({ preventScroll: true });
  }

  function free() {
    const row = rows().find((one) => inputs(one).every(({ value }) => !value.trim()));
    if (!row) say("상자는 9개까지 그릴 수 있어요.");
    return row;
  }

  function at({ clientX, clientY }) {
    const { left, top, width, height } = canvas().querySelector("img").getBoundingClientRect();
    return [clamp(((clientX - left) / width) * 100, 100), clamp(((clientY - top) / height) * 100, 100)];
  }

  function moved([left, top, width, height], dx, dy) {
    return [clamp(left + dx, 100 - width), clamp(top + dy, 100 - height), width, height];
  }

  function sized([left, top, width, height], dx, dy) {
    return [left, top, Math.max(clamp(width + dx, 100 - left), LEAST), Math.max(clamp(height + dy, 100 - top), LEAST)];
  }

  function between([x, y], [x2, y2]) {
    return [Math.min(x, x2), Math.min(y, y2), Math.abs(x2 - x), Math.abs(y2 - y)];
  }

  function drag(point) {
    const [dx, dy] = [point[0] - held.from[0], point[1] - held.from[1]];
    if (held.how === "draw") return between(held.from, point);
    return held.how === "size" ? sized(held.box, dx, dy) : moved(held.box, dx, dy);
  }

  document.addEventListener("pointerdown", (event) => {
    const over = event.target.closest?.("[data-canvas]");
    if (!over || event.button) return;
    event.preventDefault();
    const mark = event.target.closest("[data-mark]")?.dataset.mark;
    const row = mark ? rowOf(mark) : free();
    if (!row) return;
    const how = mark ? (event.target.matches(".corner") ? "size" : "move") : "draw";
    held = { mark: row.dataset.box, from: at(event), box: mark ? boxOf(row) : null, how };
    over.setPointerCapture?.(event.pointerId);
    if (mark) focus(mark);
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    write(rowOf(held.mark), drag(at(event)));
  });

  function end() {
    if (!held) return;
    const { mark, how } = held;
    held = null;
    const row = rowOf(mark);
    const box = boxOf(row);
    if (how === "draw" && !(box && box[2] >= LEAST && box[3] >= LEAST)) write(row, null); // a click is no box
    else focus(mark);
  }

  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);

  const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

  document.addEventListener("keydown", (event) => {
    const group = event.target.closest?.("[data-canvas] [data-mark]");
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rowOf(group.dataset.mark);
    if (ARROWS[event.key]) write(row, (event.shiftKey ? sized : moved)(boxOf(row), ...ARROWS[event.key]));
    else if (event.key === "Delete" || event.key === "Backspace") {
      write(row, null);
      say(`${row.dataset.box}번 상자를 지웠어요.`);
      document.querySelector("[data-add-box]")?.focus();
    } else if (event.key === "Enter") inputs(row)[0].focus();
    else return;
    event.preventDefault();
    if (ARROWS[event.key]) say(group.getAttribute("aria-label"));
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-add-box]")) return;
    const row = free();
    if (!row) return;
    write(row, [40, 45, 20, 10]);
    focus(row.dataset.box);
    say(`${row.dataset.box}번 상자를 가운데에 놓았어요. 화살표로 옮겨 주세요.`);
  });

  document.addEventListener("input", (event) => event.target.closest("#picturing") && draw());
  document.addEventListener("htmx:after:swap", draw);
  draw();
})();
