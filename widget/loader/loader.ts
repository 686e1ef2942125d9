// biome-ignore-all lint: ES5 syntax on purpose. This file must parse in the oldest browser a host page meets,
// or the page would show a script error instead of a sentence that says what to do.

import type { OneWindowGlobal } from './global.ts';

(function () {
  // An element with id="OneWindow" on the host page would also answer to window.OneWindow: hence `.base`.
  if (window.OneWindow && window.OneWindow.base) return;

  // currentScript is null in IE and when the host injects us through eval: then the last tag of our name is us.
  var tags = document.getElementsByTagName('script');
  var own = document.currentScript as HTMLScriptElement | null;
  for (var i = tags.length; !own && i--; ) if (/\/embed\.js(\?|$)/.test(tags[i]!.src)) own = tags[i]!;
  if (!own) return;
  var base = own.src.replace(/(\/embed\/v[^\/]+)?\/embed\.js.*$/, '');
  var one: OneWindowGlobal;

  /** Says it inside every element of the page, beside whatever the page wrote there itself; /lite needs no script. */
  function tell(text: string) {
    var places = document.getElementsByTagName('one-window');
    for (var i = places.length; i--; ) {
      var line = places[i]!.appendChild(document.createElement('p'));
      line.innerText = text;
      var link = line.appendChild(document.createElement('a'));
      link.href = base + '/lite?township=' + (places[i]!.getAttribute('township') || '');
      link.innerText = '打开简易版';
    }
  }

  function whenParsed(then: () => void) {
    if (document.readyState != 'loading') then();
    else document.addEventListener('DOMContentLoaded', then);
  }

  function tellTooOld() {
    if (!window.OneWindow || !customElements.get('one-window'))
      tell('您的浏览器太旧，打不开办事指南。请打 12345 或到镇街便民服务中心窗口问，或者');
  }

  var guide = document.createElement('script');
  if (!window.fetch || !window.customElements || !('noModule' in guide)) return whenParsed(tellTooOld);

  window.OneWindow = one = {
    base: base,
    version: ONE_WINDOW_VERSION,
    // No options: a preload hint of the page counts only for a request that is made like the browser's own.
    index: fetch(base + '/embed/data/index.json').then(function (answer) {
      if (!answer.ok) throw answer.status;
      return answer.json();
    }),
  };
  // The guide reads the outcome; without this line a page's own error reporting would see it too.
  one.index['catch'](function () {});

  var url: any = base + '/embed/v' + ONE_WINDOW_VERSION + '/guide.js';
  guide.type = 'module';
  guide.async = true;
  guide.crossOrigin = 'anonymous';
  // A browser that fetches the script and cannot parse it says so nowhere else.
  guide.onload = tellTooOld;
  guide.onerror = function () {
    tell('办事指南没有打开。请刷新页面，或打 12345，或者');
  };
  // Hosts that enforce Trusted Types take script addresses only from a named policy.
  try {
    url = (window as any).trustedTypes.createPolicy('one-window', { createScriptURL: String }).createScriptURL(url);
  } catch (_) {}
  guide.src = url;
  document.head.appendChild(guide);

  whenParsed(function () {
    if (document.getElementsByTagName('one-window').length) return;
    one.launcher = document.createElement('one-window');
    one.launcher.setAttribute('placement', 'corner');
    document.body.appendChild(one.launcher);
  });
})();
