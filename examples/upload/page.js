'use strict';

// Every file is a request of its own, so that each has its progress, and one that fails takes no other with it. What
// comes from outside, names of files first of all, only ever becomes text: `textContent`, never HTML.

const AT_ONCE = 3;

const form = document.querySelector('form');
const list = document.querySelector('.files');
const row = document.querySelector('template').content.firstElementChild;
const waiting = [];
let running = 0;

document.documentElement.classList.add('scripted');
form.elements.files.addEventListener('change', () => {
  add(form.elements.files.files);
  form.reset();
});
form.addEventListener('submit', (event) => event.preventDefault());

// All of the page takes files: one that is dropped beside the zone must not open in place of the page.
let depth = 0;
const over = (change) => {
  depth = change ? Math.max(0, depth + change) : 0;
  form.classList.toggle('over', depth > 0);
};
addEventListener('dragenter', () => over(1));
addEventListener('dragleave', () => over(-1));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  over(0);
  add(event.dataTransfer.files);
});

function add(files) {
  for (const file of files) {
    const item = row.cloneNode(true);
    item.querySelector('.name').textContent = file.name;
    item.querySelector('.size').textContent = size(file.size);
    item.querySelector('progress').setAttribute('aria-label', file.name);
    item.querySelector('.again').addEventListener('click', () => enqueue(file, item));
    list.prepend(item);
    enqueue(file, item);
  }
}

function enqueue(file, item) {
  const largest = Number(form.dataset.largest);
  if (file.size > largest) {
    return failed(item, `Not sent: it is larger than ${size(largest)}.`, false);
  }
  const job = { file, item };
  waiting.push(job);
  show(item, 'waiting', 'Waiting');
  item.querySelector('progress').value = 0;
  item.querySelector('.cancel').onclick = () => {
    waiting.splice(waiting.indexOf(job), 1);
    failed(item, 'Cancelled');
  };
  next();
}

function next() {
  while (running < AT_ONCE && waiting.length > 0) {
    running += 1;
    send(waiting.shift()).finally(() => {
      running -= 1;
      next();
    });
  }
}

function send({ file, item }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('files', file);
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', (event) => {
      const part = event.total > 0 ? event.loaded / event.total : 1;
      item.querySelector('progress').value = part;
      show(item, 'sending', part < 1 ? `${Math.floor(part * 100)} %` : 'Sent, waiting for the answer');
    });
    request.addEventListener('load', () => answered(item, request));
    request.addEventListener('error', () => failed(item, 'The connection was lost, or the file cannot be read.'));
    request.addEventListener('abort', () => failed(item, 'Cancelled'));
    request.addEventListener('loadend', resolve);
    item.querySelector('.cancel').onclick = () => request.abort();
    show(item, 'sending', '0 %');
    request.send(body);
  });
}

function answered(item, request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // From a proxy, say: the status is all there is.
  }
  const saved = request.status === 200 && answer.files?.[0];
  if (saved) {
    item.querySelector('.name').textContent = saved.name;
    show(item, 'done', `SHA-256 ${saved.sha256}`);
  } else {
    failed(item, answer.error ?? `The server answered ${request.status} ${request.statusText}.`);
  }
}

function failed(item, text, again = true) {
  show(item, 'failed', text);
  item.querySelector('.again').hidden = !again;
}

function show(item, state, text) {
  item.className = `file ${state}`;
  item.querySelector('.state').textContent = text;
  item.querySelector('.cancel').hidden = state === 'done' || state === 'failed';
  item.querySelector('.again').hidden = true;
}

function size(bytes) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit += 1;
  }
  // Rounded down, as the server does.
  return `${Math.floor(bytes * 10) / 10} ${units[unit]}`;
}
