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
  if (!own) return console.error('One Window: no script named embed.js');
  var base = own.src.replace(/(\/embed\/v[^\/]+)?\/embed\.js.*$/, '');
  var name = 'one-window';
  var one: OneWindowGlobal;
  var hasGivenUp: boolean;

  /** Polls: a listener would stay on the page. */
  function whenParsed(then: () => void) {
    if (document.readyState != 'loading') then();
    else setTimeout(whenParsed, 30, then);
  }

  function launch() {
    if (document.getElementsByTagName(name).length) return;
    var launcher = document.createElement(name);
    if (one) (one.launcher = launcher).setAttribute('placement', 'corner');
    // Where one tag is all that a site may have, it carries what the element would: data-township and the others.
    for (var key in own!.dataset) launcher.setAttribute(key, own!.dataset[key]!);
    document.body.appendChild(launcher);
  }

  function say(what: string) {
    console.error('One Window: ' + what + '. Why? ' + base + '/embed/doctor');
  }

  /** Says it inside every element of the page, beside whatever the page wrote there itself; /lite needs no script. */
  function giveUp(what: string, text: string) {
    if (hasGivenUp || (one && customElements.get(name))) return;
    hasGivenUp = true;
    say(what);
    whenParsed(function () {
      launch();
      var places = document.getElementsByTagName(name);
      for (var i = places.length; i--; ) {
        var line = places[i]!.appendChild(document.createElement('p'));
        line.innerText = text;
        var link = line.appendChild(document.createElement('a'));
        link.href = base + '/lite?township=' + (places[i]!.getAttribute('township') || '');
        link.innerText = '打开简易版';
      }
    });
  }

  /** The page's own head stays as it was. */
  function leave() {
    document.head.removeChild(guide);
  }

  function tellTooOld() {
    giveUp('this browser is too old', '您的浏览器太旧，打不开办事指南。请打 12345 或到镇街便民服务中心窗口问，或者');
  }

  function tellFailed() {
    giveUp('guide.js did not load', '办事指南没有打开。请刷新页面，或打 12345，或者');
  }

  var guide = document.createElement('script');
  if (!window.fetch || !window.customElements || !('noModule' in guide)) return tellTooOld();

  window.OneWindow = one = {
    base: base,
    version: ONE_WINDOW_VERSION,
    say: say,
    // No options: a preload hint of the page counts only for a request that is made like the browser's own.
    index: fetch(base + '/embed/data/index.json').then(function (answer) {
      if (!answer.ok) throw answer.status;
      return answer.json();
    }),
  };
  // The guide reads the outcome; without this line a page's own error reporting would see it too.
  one.index['catch'](function () {});

  // Whoever asks in the address why it does not work gets the doctor, who calls the guide: see docs/embedding.md.
  var file = /\Wone-window-doctor/.test(location.search) ? 'doctor-host' : 'guide';
  var url: string = base + '/embed/v' + ONE_WINDOW_VERSION + '/' + file + '.js';
  guide.type = 'module';
  guide.async = true;
  guide.crossOrigin = 'anonymous';
  guide.onload = function () {
    leave();
    // A browser that fetches the script and cannot parse it says so nowhere else.
    tellTooOld();
  };
  guide.onerror = function () {
    leave();
    tellFailed();
  };
  // Hosts that enforce Trusted Types take script addresses only from a named policy.
  try {
    url = window.trustedTypes!.createPolicy(name, { createScriptURL: String }).createScriptURL(url);
  } catch (_) {}
  try {
    guide.src = url;
    document.head.appendChild(guide);
  } catch (_) {
    tellFailed();
  }
  // Neither loaded nor refused, as on a line that hangs.
  setTimeout(tellFailed, 15000);
  whenParsed(launch);
})();
