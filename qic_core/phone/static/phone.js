// The pages work without this file. It keeps what is typed, sends again what did not go, and shows the next question.
(() => {
"use strict";
const words = JSON.parse(document.body.dataset.words);
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
const status = $("#status");
let main = $("main"), moment, silence, speaking;

const make = (tag, className, text, parent) => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (tag === "button") made.type = "button";
  if (parent) parent.append(made);
  return made;
};
const say = (text, className = "", seconds = 0) => {
  clearTimeout(silence);
  if (seconds) silence = setTimeout(say, seconds * 1000, "");
  if (status.textContent === text) return;
  status.textContent = "";
  if (text) make("p", className, text, status);
};

// What is kept on the phone, by room and run: the draft, and what is on its way out with its key.
let store = {};
try { localStorage.setItem("qic", 1); localStorage.removeItem("qic"); store = localStorage; } catch { /* private browsing: kept until the page goes */ }
const read = (name) => { try { return JSON.parse(store[name]); } catch { return null; } };
const keep = (name, entry) => { store[name] = JSON.stringify(entry); };
const forget = (name) => { delete store[name]; };
const freshKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const form = () => $("form[data-run]", main);
const nameOf = (run) => `qic:${main.dataset.room}:${run}`;
const contentOf = (shown) => new URLSearchParams([...new FormData(shown)].filter(([name, value]) => name !== "key" && (value || name === "run"))).toString();

// Waiting, cut short when the network or the page comes back.
const wake = new Set();
const pause = (seconds) => new Promise((resolve) => {
  const done = () => { clearTimeout(timer); wake.delete(done); resolve(); };
  const timer = setTimeout(done, seconds * 1000);
  wake.add(done);
});
const wakeAll = () => { if (!document.hidden) [...wake].forEach((done) => done()); };
addEventListener("online", wakeAll);
addEventListener("pageshow", wakeAll);
document.addEventListener("visibilitychange", wakeAll);

const ask = async (address, seconds, options = {}) => {
  const controller = new AbortController(), timer = setTimeout(() => controller.abort(), seconds * 1000);
  try { return await fetch(address, { ...options, signal: controller.signal }); } finally { clearTimeout(timer); }
};

// The outbox: one sender a run, until the server has spoken.
const sending = {};
const send = async (name) => {
  if (sending[name]) return;
  sending[name] = true;
  for (let delay = 1; ; delay = Math.min(delay * 2, 15)) {
    const entry = read(name);
    if (!entry || !entry.out) break;
    let answer = {};
    try {
      const response = await ask(`${main.dataset.room}/repondre`, 12, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body: `${entry.out}&key=${entry.key}`,
      });
      answer = await response.json();
    } catch { /* no network, or no server: the loop goes on */ }
    const now = read(name) || {};
    if (/saved|refused/.test(answer.state) && now.out !== entry.out) { delay = 0.5; continue; }
    if (answer.state === "saved") { await saved(name, now, answer); break; }
    if (answer.state === "refused") { refused(name, now, answer); break; }
    say(words.unsent, "warn");
    await pause(delay * (0.75 + Math.random() / 2));
  }
  delete sending[name];
};
const saved = async (name, entry, answer) => {
  const shown = form();
  if (entry.draft === entry.out) forget(name);
  else keep(name, { ...entry, out: null });
  say(fill(words.saved, answer), "", 8);
  if (shown && nameOf(shown.dataset.run) === name && !read(name)) await load();
};
const refused = (name, entry, answer) => {
  const shown = form();
  keep(name, { ...entry, out: null });
  if (!shown || nameOf(shown.dataset.run) !== name) return say(answer.sentence, "warn");
  say("");
  alertAbove(shown, answer.sentence, answer.over);
  const first = $(`[name="${answer.field}"]`, shown) || $("input:not([type=hidden]):not([disabled]),textarea", $(".item:not([hidden])", shown) || shown);
  first.setAttribute("aria-invalid", "true");
  first.setAttribute("aria-describedby", `error ${first.getAttribute("aria-describedby") || ""}`);
  first.focus({ preventScroll: true });
  $("#error").scrollIntoView({ block: "center" });
};
const alertAbove = (shown, sentence, over) => {
  $$(".alert", main).forEach((old) => old.remove());
  const box = make("div", "alert", "");
  box.setAttribute("role", "alert");
  shown.before(box);
  make("p", "", sentence, box).id = "error";
  if (over) make("a", "b c", words.on, box).href = main.dataset.room;
};

// The page, drawn anew by the server, takes the place of the old one.
const load = async () => {
  const room = main.dataset.room;
  try {
    const response = await ask(room, 12, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if ($("script[src]", page).src !== $("script[src]").src) return location.replace(room);
    main.replaceWith(page.adoptNode($("main", page)));
    main = $("main");
    document.title = page.title;
    history.replaceState(null, "", room);
    scrollTo(0, 0);
    enhance();
    ($("h1", main) || main).focus({ preventScroll: true });
    return true;
  } catch { return false; }
};

const moved = async (step) => {
  const [run, state] = step.split("-"), shown = form();
  if (!$(".warn", status)) say("");
  if (!shown) return load();
  const same = run === shown.dataset.run && state === "open";
  if (!same && !read(nameOf(shown.dataset.run))) return load();
  shown.classList.toggle("shut", !same);
  if (same) return clockAgain();
  alertAbove(shown, run === shown.dataset.run && state === "frozen" ? words.hold : words.over, true);
  return true;
};
const clockAgain = async () => {
  $$(".alert", main).forEach((old) => old.remove());
  const response = await ask(main.dataset.room + "?modifier=1", 12);
  const page = new DOMParser().parseFromString(await response.text(), "text/html"), time = $(".time", page);
  $$(".time", main).forEach((old) => old.remove());
  if (time) $(".tools", main).prepend(time);
  countdown();
  return true;
};
const follow = async () => {
  for (let delay = 1; main.dataset.step; ) {
    if (document.hidden) await pause(3600);
    try {
      const step = main.dataset.step;
      const response = await ask(`${main.dataset.room}/attendre?etape=${step}`, 40);
      if (response.status === 200) {
        const next = (await response.json()).step;
        if (main.dataset.step === step && next !== step) {
          if (!(await moved(next))) throw new Error();
          if (main.dataset.step === step) main.dataset.step = next;
        }
      } else if (response.status !== 204) throw new Error();
      delay = 1;
    } catch {
      await pause(delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, 15);
    }
  }
};

// Drafts: each key stroke is kept on this phone.
const note = (shown) => {
  const name = nameOf(shown.dataset.run), entry = read(name) || { key: $("[name=key]", shown).value };
  keep(name, { ...entry, draft: contentOf(shown), at: Date.now() });
  shown.dataset.touched = 1;
};
const restore = (shown) => {
  const entry = read(nameOf(shown.dataset.run));
  if (!entry || !entry.draft) return;
  const typed = new URLSearchParams(entry.draft), texts = {};
  for (const input of $$("input:not([type=hidden]),textarea", shown)) {
    const given = typed.getAll(input.name);
    if (/radio|checkbox/.test(input.type)) input.checked = given.includes(input.value);
    else input.value = given[(texts[input.name] = (texts[input.name] ?? -1) + 1)] ?? (input.type === "number" ? 0 : "");
  }
  if (!entry.out) say(words.draft);
};
const submit = (shown) => {
  note(shown);
  const name = nameOf(shown.dataset.run), entry = read(name);
  if (entry.tried !== undefined && entry.tried !== entry.draft) entry.key = freshKey();
  keep(name, { ...entry, out: entry.draft, tried: entry.draft });
  say(words.saving);
  send(name);
};

// Fields made easier to handle; each works without.
const screens = (box, shown) => {
  const all = $$(".item", shown), button = $("button.b", shown), apart = box.dataset.apart;
  if (all.length < 2) return;
  let items = all;
  const top = make("div", "place", ""), place = make("b", "", "", top), hint = make("span", "h", words.tap, top);
  const nav = make("div", "nav", ""), back = make("button", "b c", words.back, nav), next = make("button", "b", words.next, nav);
  const alone = !$("fieldset", all[0]), given = ":checked,.v:not(:placeholder-shown)", sooner = make("button", "b c", words.now), first = apart ? 1 : 0;
  let at = 0;
  const go = (to, focus = true) => {
    at = Math.max(0, Math.min(items.length - 1, to));
    all.forEach((item) => { item.hidden = item !== items[at]; });
    place.textContent = at < first ? "" : fill(words.place, { n: at + 1 - first, total: items.length - first });
    const last = at === items.length - 1;
    back.disabled = !at;
    next.hidden = last;
    next.disabled = apart && !own();
    button.hidden = button.disabled = !last;
    sooner.hidden = last || !$(given, box);
    hint.hidden = !alone || last;
    if (focus) { $("legend", items[at]).focus({ preventScroll: true }); top.scrollIntoView(); }
  };
  // One's own item is not asked.
  const own = () => $(`[name=${apart}]:checked`, shown);
  const left = () => {
    const mine = apart && own();
    all.forEach((item) => { item.disabled = mine && $(`[name*=".${mine.value}."]`, item); });
    items = all.filter((item) => !item.disabled);
  };
  place.setAttribute("aria-live", "polite");
  (apart ? all[0] : box).before(top);
  box.after(nav);
  nav.append(button);
  nav.after(sooner);
  back.onclick = () => go(at - 1);
  next.onclick = () => go(at + 1);
  sooner.onclick = () => submit(shown);
  shown.addEventListener("change", () => { left(); go(at, false); });
  shown.addEventListener("click", (event) => {
    const here = at;
    if (alone && event.detail && event.target.closest("label")) setTimeout(() => { if (at === here && !next.hidden && $(given, items[at])) go(at + 1); }, 350);
  });
  left();
  const blank = items.findIndex((item) => !$(given, item));
  go(blank < 0 ? items.length - 1 : blank, false);
};
const points = (said, shown) => {
  const inputs = $$("[type=number]", shown), total = +said.dataset.total, buttons = [];
  said.setAttribute("role", "status");
  const count = () => {
    const left = total - inputs.reduce((sum, input) => sum + (+input.value || 0), 0);
    said.textContent = left === 1 ? words.one : left > 0 ? fill(words.many, { n: left }) : left ? fill(words.overspent, { n: -left }) : words.none;
    buttons.forEach(({ button, input, by }) => { button.disabled = by > 0 ? left <= 0 : +input.value <= 0; });
  };
  $(".n", shown).classList.add("js");
  for (const input of inputs) {
    for (const [by, sign, label] of [[-1, "−", words.less], [1, "+", words.more]]) {
      const button = make("button", "b c", sign);
      button.ariaLabel = fill(label, { item: input.labels[0].textContent });
      button.onclick = () => { input.value = (+input.value || 0) + by; count(); note(shown); };
      buttons.push({ button, input, by });
      input[by < 0 ? "before" : "after"](button);
    }
  }
  shown.addEventListener("input", count);
  count();
};
const limit = (box) => {
  const inputs = $$("[type=checkbox]", box), most = +box.dataset.most;
  const check = () => {
    const full = inputs.filter((input) => input.checked).length >= most;
    inputs.forEach((input) => { input.disabled = full && !input.checked; });
  };
  if (inputs.length) { box.addEventListener("change", check); check(); }
};
const search = (box) => {
  const rows = $$(".o", box), plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  if (rows.length < 13) return;
  const find = make("input", "s", "");
  find.type = "search";
  find.ariaLabel = find.placeholder = words.find;
  find.setAttribute("form", "");
  find.oninput = () => rows.forEach((row) => { row.hidden = !plain(row.textContent).includes(plain(find.value)); });
  $("legend", box).after(find);
};
const texts = (box) => {
  const rows = $$(".f", box), add = make("button", "b c", words.add);
  const empty = () => rows.filter((row) => row.hidden);
  rows.forEach((row, index) => {
    const input = $("[data-most]", row), left = make("p", "h", "", row), most = +input.dataset.most;
    row.hidden = index > 0 && !input.value;
    const count = () => {
      const rest = most - [...input.value.trim()].length;
      left.textContent = rest < 0 ? fill(words.excess, { n: -rest }) : rest < most / 5 ? fill(words.left, { n: rest }) : "";
    };
    input.addEventListener("input", count);
    count();
  });
  if (!empty().length) return;
  box.append(add);
  add.onclick = () => {
    const row = empty()[0];
    row.hidden = false;
    add.hidden = !empty().length;
    $("[data-most]", row).focus();
  };
};
const countdown = () => {
  clearInterval(moment);
  const time = $("[data-left]", main);
  if (!time) return;
  const end = Date.now() + time.dataset.left * 1000;
  const tick = () => {
    const left = Math.round((end - Date.now()) / 1000);
    time.textContent = left > 0 ? fill(words.time, { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` }) : words.late;
    if (left <= 0) clearInterval(moment);
  };
  moment = setInterval(tick, 1000);
  tick();
};
const listen = () => {
  const tools = $(".tools", main), voice = window.speechSynthesis;
  if (!voice || !tools) return;
  const button = make("button", "b c", words.listen, tools);
  const stop = () => { voice.cancel(); speaking = null; button.textContent = words.listen; };
  button.onclick = () => {
    if (speaking) return stop();
    button.textContent = words.stop;
    const read = $$("h1,.pre,legend,label,.left", main).filter((part) => part.offsetParent).map((part) => part.innerText);
    read.forEach((text, index) => {
      speaking = new SpeechSynthesisUtterance(text);
      speaking.lang = document.documentElement.lang === "en" ? "en-GB" : "fr-FR";
      if (index === read.length - 1) speaking.onend = stop;
      voice.speak(speaking);
    });
  };
};

const enhance = () => {
  if (speaking) { speechSynthesis.cancel(); speaking = null; }
  const shown = form();
  listen();
  countdown();
  if (!shown) return;
  shown.noValidate = true;
  if ($(".alert", main)) note(shown);
  restore(shown);
  $$("[data-texts]", shown).forEach(texts);
  $$("fieldset[data-most]", shown).forEach((box) => { limit(box); search(box); });
  $$("[data-total]", shown).forEach((said) => points(said, shown));
  $$("[data-screens]", shown).forEach((box) => screens(box, shown));
  shown.addEventListener("input", () => note(shown));
  shown.addEventListener("submit", (event) => { event.preventDefault(); submit(shown); });
};

enhance();
if (main.dataset.room) {
  for (const name of Object.keys(store).filter((key) => key.startsWith(nameOf("")))) {
    const entry = read(name);
    if (entry && entry.out) send(name);
    else if (!entry || Date.now() - entry.at > 30 * 864e5) forget(name);
  }
  addEventListener("storage", (event) => {
    const shown = form();
    if (shown && event.key === nameOf(shown.dataset.run) && !event.newValue) shown.dataset.touched ? note(shown) : load();
  });
  follow();
}
})();
