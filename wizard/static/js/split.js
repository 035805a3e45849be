// A block of several values pasted into one box goes to the boxes it names (wizard/forms/paste_parser.py tells which), with a
// receipt and a way back. The server answers with places in the text, and with days as a date box takes them.
(() => {
  const MAX_CHARS = 4000;
  const element = (tag, attributes) => Object.assign(document.createElement(tag), attributes);

  function fill(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function places(form, input, text) {
    const body = new URLSearchParams({ box: input.matches("textarea") ? form.querySelector("input[data-clean]").id : input.id, text, csrf_token: form.elements.csrf_token.value });
    for (const radio of form.querySelectorAll("input[type=radio]:checked")) body.set(radio.name, radio.value);
    const response = await fetch(form.dataset.parts, { method: "POST", body });
    return response.ok ? response.json() : { parts: [] };
  }

  function tell(form, input, labels, undo) {
    form.querySelector(".moved")?.remove();
    const said = `값 ${labels.length}개를 칸마다 나눠 담았어요: ${labels.join(", ")}`;
    const note = element("div", { className: "moved" });
    const back = element("button", { type: "button", className: "quiet", textContent: "되돌리기" });
    back.addEventListener("click", () => {
      note.remove();
      undo();
    });
    note.append(element("p", { textContent: `${said}. 맞는지 봐 주세요.` }), back);
    input.closest(".box").append(note);
    document.getElementById("said").textContent = said;
  }

  function spread(form, input, text, { parts, days = {}, whole }, before) {
    const letters = [...text]; // places count letters, as the server does
    const values = new Map(parts.map(([name, start, end]) => [name, letters.slice(start, end).join("")]));
    const block = text.trim().replace(/\s+/g, " ");
    if (!values.has(input.id)) fill(input, before.get(input.id));
    for (const [name, value] of values) {
      const { clean, prefix } = form.elements[name].dataset;
      fill(form.elements[name], days[name] ?? window.cleanPaste(value, clean ?? "all", prefix ?? "").value);
    }
    document.getElementById(`${input.id}-receipt`).textContent = ""; // what was cut off is told for one value only
    const labels = [...values.keys()].map((name) => form.querySelector(`label[for="${name}"]`).textContent.trim());
    tell(form, input, labels, () => {
      for (const name of values.keys()) fill(form.elements[name], before.get(name));
      fill(input, input.matches("textarea") ? text : block);
      if (input.matches("input")) form.append(element("input", { type: "hidden", name: `${input.id}.whole`, value: whole }));
      input.focus();
    });
  }

  // In the capture phase: what stood in the boxes before anything was pasted is what undo brings back.
  const listen = async (event) => {
    const input = event.target.closest?.("form[data-parts] :is(input[data-clean], textarea[data-paste])");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!input || text.length > MAX_CHARS || !/\S[\s:=：]+\S/.test(text)) return;
    const { form } = input;
    const before = new Map([...form.querySelectorAll("input[id], textarea")].map((box) => [box.id, box.value]));
    await new Promise((resolve) => setTimeout(resolve)); // let the paste happen
    const pasted = input.value;
    const found = await places(form, input, text).catch(() => ({ parts: [] })); // then it is split when it is sent
    if (!input.isConnected || input.value !== pasted) return;
    if (found.parts.length) spread(form, input, text, found, before);
    else if (input.matches("textarea")) document.getElementById("paste-receipt").textContent = "값을 찾지 못했어요. 아래 칸에 하나씩 적거나 붙여 넣어 주세요.";
  };
  document.addEventListener("paste", listen, true);
})();
