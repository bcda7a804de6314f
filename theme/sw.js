// The service worker of the site. Before this stand FILES, the names of all its files, and HASH, which changes with them.
'use strict';

const PREFIX = `hornbook ${self.registration.scope} `;
const NAME = PREFIX + HASH;

// A new book is kept whole, or the old one stays.
self.addEventListener('install', event => event.waitUntil(
  caches.open(NAME).then(cache => cache.addAll(FILES.map(file => new Request(file.split('/').map(encodeURIComponent).join('/'), { cache: 'no-cache' })))),
));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys().then(names => Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== NAME).map(name => caches.delete(name)))),
));

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const url = new URL(request.url);
  if (url.pathname.endsWith('/')) url.pathname += 'index.html';
  url.search = '';
  event.respondWith(
    caches.open(NAME).then(cache => cache.match(url.href)).then(kept => kept || fetch(request)),
  );
});
