// Makes the site an app that works without a network. A book asks for it by naming this file in `additional-js`.
(() => {
  'use strict';

  // Whoever writes the book and serves it here wants to see what is new.
  if (!('serviceWorker' in navigator) || location.hostname === '127.0.0.1' || !location.protocol.startsWith('http')) return;
  const { root } = document.documentElement.dataset;
  // A site that a stock mdBook has built has no worker.
  addEventListener('load', () => navigator.serviceWorker.register(`${root}sw.js`).then(describe, () => {}));

  function describe() {
    const link = document.createElement('link');
    link.rel = 'manifest';
    link.href = `${root}manifest.webmanifest`;
    document.head.append(link);
  }
})();
