// A text of several values goes to the boxes it tells of (wizard/forms/paste_parser.py), with a receipt and a way back. The server
// answers with places in the text, and with open values as they stand in their boxes: no secret travels back.
(() => {
  const MAX_CHARS = 6000;
  const AREA = "form.paste";
  const WAIT_MS = 250;
  const TOO_LONG = "글이 너무 길어요. 값이 있는 부분만 복사해 주세요.";
  const element = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
  const boxes = (form) => [...form.querySelectorAll("input[id]")];

  function fill(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function ask(form, box, text) {
    const body = new URLSearchParams({ box, text, csrf_token: form.elements.csrf_token.value });
    for (const radio of form.querySelectorAll("input[type=radio]:checked")) body.set(radio.name, radio.value);
    const response = await fetch(form.dataset.parts, { method: "POST", body });
    return response.ok ? response.json() : null;
  }

  function tell(input, sentences, undo) {
    input.form.querySelector(".moved")?.remove();
    const note = element("div", { className: undo ? "moved" : "moved warn" });
    note.append(element("p", { textContent: sentences.join(" ") }));
    if (undo) {
      const back = element("button", { type: "button", className: "quiet", textContent: "되돌리기" });
      back.addEventListener("click", () => {
        note.remove();
        undo();
      });
      note.append(back);
    }
    input.closest(".box").append(note);
    note.scrollIntoView({ block: "center" });
    document.getElementById("said").textContent = sentences.join(" ");
  }

  // Gives the names of the boxes in which what was told stands now.
  function put(form, text, { parts, values }) {
    const letters = [...text]; // places count letters, as the server does
    const told = new Map();
    for (const [name, start, end] of parts) told.set(name, (told.get(name) ?? "") + letters.slice(start, end).join(""));
    for (const [name, said] of told) {
      const box = form.elements[name];
      const value = values[name] ?? window.cleanPaste(said, box.dataset.clean ?? "all", box.dataset.address).value;
      fill(box, value);
      if (box.value !== value || !value) told.delete(name);
    }
    return [...told.keys()];
  }

  function receipt(form, names, leftOut) {
    const labels = names.map((name) => form.querySelector(`label[for="${name}"]`).textContent.trim());
    return [`값 ${labels.length}개를 칸마다 나눠 담았어요: ${labels.join(", ")}. 맞는지 봐 주세요.`, ...leftOut];
  }

  function spread(form, input, text, found, before) {
    if (!found.parts.some(([name]) => name === input.id)) fill(input, before.get(input.id));
    const names = put(form, text, found);
    const output = document.getElementById(`${input.id}-receipt`);
    if (output) output.textContent = ""; // what was cut off is told for one value only
    tell(input, receipt(form, names, found.left_out), () => {
      for (const name of names) fill(form.elements[name], before.get(name));
      fill(input, text.trim().replace(/\s+/g, " "));
      form.append(element("input", { type: "hidden", name: `${input.id}.whole`, value: found.whole }));
      input.focus();
    });
  }

  // In the capture phase: what stood in the boxes before anything was pasted is what undo brings back.
  const listen = async (event) => {
    const input = event.target.closest?.("form[data-parts] input[data-clean]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!input || text.length > MAX_CHARS || !/\S\s*[\s:=：＝]\s*\S/.test(text.trim())) return;
    const { form } = input;
    const before = new Map(boxes(form).map((box) => [box.id, box.value]));
    await new Promise((resolve) => setTimeout(resolve)); // let the paste happen
    const pasted = input.value;
    const found = await ask(form, input.id, text).catch(() => null); // then it is split when it is sent
    if (found?.parts.length && input.value === pasted && input.isConnected) spread(form, input, text, found, before);
  };
  document.addEventListener("paste", listen, true);

  async function sort(area) {
    const { form, value: text } = area;
    if (!text.trim() || !area.isConnected) return;
    if (text.length > MAX_CHARS) return tell(area, [TOO_LONG]);
    const before = new Map(boxes(form).map((box) => [box.id, box.value]));
    const found = await ask(form, AREA, text).catch(() => null);
    if (!found || area.value !== text) return; // what was put there since is asked for by itself
    const names = put(form, text, found);
    if (!names.length) return tell(area, found.left_out);
    fill(area, "");
    tell(area, receipt(form, names, found.left_out), () => {
      for (const name of names) fill(form.elements[name], before.get(name));
      fill(area, text);
      area.focus();
    });
  }

  // A paste, a drop, a phone's clipboard row: however it came, it is looked at when it rests.
  let waiting = 0;
  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.("form[data-parts] textarea[data-paste]")) return;
    clearTimeout(waiting);
    if (target.value) waiting = setTimeout(sort, WAIT_MS, target);
  });
})();
