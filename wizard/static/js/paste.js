// What a paste brings along and nobody means is cut off, as wizard/forms/normalize.py does it, and told.
(() => {
  const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\u115f\u1160\u2800\u3164\uffa0]/g;
  const PAIRS = { '"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "`": "`" };

  function clean(raw, normalise, address) {
    const told = [];
    const note = (count, text) => count && told.push(text.replace("{}", count));
    const trim = (value) => {
      const bare = value.trim();
      note([...value].length - [...bare].length, "앞뒤 빈칸 {}개를 지웠어요");
      return bare;
    };
    let value = raw.replace(INVISIBLE, "");
    note(raw.length - value.length, "보이지 않는 글자 {}개를 지웠어요");
    value = trim(value.normalize("NFC"));
    if (normalise === "all") {
      let wide = 0;
      value = value.replace(/[\uff01-\uff5e\u3000]/g, (c) => {
        wide += 1;
        return c === "\u3000" ? " " : String.fromCharCode(c.charCodeAt(0) - 0xfee0);
      });
      note(wide, "넓은 글자 {}개를 보통 글자로 바꿨어요");
      while (value.length > 2 && PAIRS[value[0]] === value.at(-1)) {
        value = value.slice(1, -1);
        note(1, "앞뒤 따옴표를 지웠어요");
        value = trim(value);
      }
    }
    const [, name] = (address && new RegExp(`^(?:${address})$`, "i").exec(value)) || [];
    note(name?.length, "주소에서 이름만 남겼어요");
    return { value: name ?? value, told };
  }

  window.cleanPaste = clean; // split.js cleans each part of a block as well

  document.addEventListener("paste", (event) => {
    const input = event.target.closest?.("input[data-clean]");
    if (!input) return;
    const pasted = event.clipboardData.getData("text");
    const { value, told } = clean(pasted, input.dataset.clean, input.dataset.address);
    const receipt = document.getElementById(`${input.id}-receipt`);
    if (receipt) receipt.textContent = told.join(". ");
    if (value === pasted) return;
    event.preventDefault();
    input.setRangeText(value.replace(/\s*[\r\n]+\s*/g, " "), input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
