// biome-ignore-all lint: ES5 syntax on purpose, as in the loader: where it does not parse, the form below stays.

/** The page /embed/guide: the whole guide for an <iframe>, a link or a QR code. Its address says how it looks. */
(function () {
  var guide = document.getElementById('guide')!;
  var query = location.search;

  /** What the address says, as far as it has the right form. */
  function asked(name: string, form: string): string {
    var found = new RegExp('[?&]' + name + '=(' + form + ')(&|$)').exec(query);
    return found ? found[1]! : '';
  }
  function pass(name: string, form: string): string {
    var value = asked(name, form);
    if (value) guide.setAttribute(name, value);
    return value;
  }

  var township = pass('township', '[0-9]{9}');
  pass('door', 'guide|intake|say|track');
  var lang = pass('lang', 'zh-CN|zh-Hant|en');
  pass('mode', 'standard|elder');
  var theme = pass('theme', 'light|dark');
  var accent = asked('accent', '[0-9A-Fa-f]{6}');
  if (accent) guide.style.setProperty('--one-window-accent', '#' + accent);
  if (lang) document.documentElement.lang = lang;

  // Without a script the form would forget the township.
  var form = guide.getElementsByTagName('form')[0];
  if (township && form) {
    var field = form.appendChild(document.createElement('input'));
    field.type = 'hidden';
    field.name = 'township';
    field.value = township;
    form.getElementsByTagName('a')[0]!.href = '/lite?township=' + township;
  }

  // In a frame nobody knows how the page around it looks: light, unless the site asks for dark. Alone: as the device.
  var isFramed = window.top !== window;
  document.documentElement.style.setProperty('color-scheme', theme || (isFramed ? 'light' : 'light dark'));
})();
