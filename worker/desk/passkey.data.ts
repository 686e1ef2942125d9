/**
 * The one script of the desk, served as `/desk/passkey.js`: only a script can ask a browser for a passkey. It reads
 * what to ask for from the form's data attributes, writes the answer into hidden fields and sends the form.
 */
export const PASSKEY_SCRIPT = `'use strict';
(function () {
  var form = document.getElementById('passkey');
  var button = document.getElementById('passkey-go');
  var told = document.getElementById('passkey-told');
  if (!form || !button || !told) return;
  function say(text) { told.textContent = text; }
  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    var out = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i++) out[i] = plain.charCodeAt(i);
    return out;
  }
  function text(buffer) {
    var plain = '';
    var all = new Uint8Array(buffer);
    for (var i = 0; i < all.length; i++) plain += String.fromCharCode(all[i]);
    return btoa(plain).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
  }
  function put(name, value) { form.elements[name].value = value; }
  if (!window.PublicKeyCredential || !navigator.credentials) {
    say('这个浏览器不能用通行密钥。请换新一点的浏览器，或者找管理员去掉它。');
    return;
  }
  if (/^[0-9.]+$|:/.test(location.hostname)) {
    say('通行密钥要用网址，不能用数字地址。本机请改用 http://localhost 打开。');
    return;
  }
  say('');
  button.hidden = false;
  var data = form.dataset;
  var challenge = bytes(data.challenge);
  function list(ids) {
    return ids.split(' ').filter(Boolean).map(function (id) { return { type: 'public-key', id: bytes(id) }; });
  }
  function create() {
    return navigator.credentials.create({ publicKey: {
      challenge: challenge, rp: { id: location.hostname, name: '一个窗口工作台' },
      user: { id: bytes(data.user), name: data.number, displayName: data.name },
      pubKeyCredParams: data.algorithms.split(' ').map(function (alg) { return { type: 'public-key', alg: Number(alg) }; }),
      excludeCredentials: list(data.known), attestation: 'none', timeout: 120000,
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' }
    } }).then(function (made) {
      put('clientData', text(made.response.clientDataJSON));
      put('attestation', text(made.response.attestationObject));
    });
  }
  function get() {
    return navigator.credentials.get({ publicKey: {
      challenge: challenge, rpId: location.hostname, allowCredentials: list(data.known),
      userVerification: 'preferred', timeout: 120000
    } }).then(function (given) {
      put('id', text(given.rawId));
      put('clientData', text(given.response.clientDataJSON));
      put('authenticatorData', text(given.response.authenticatorData));
      put('signature', text(given.response.signature));
    });
  }
  button.addEventListener('click', function () {
    button.disabled = true;
    say('请按电脑或手机上的提示做。');
    (data.kind === 'create' ? create() : get()).then(function () { form.submit(); }, function () {
      button.disabled = false;
      say('没有成功，或者取消了。可以再按一次。');
    });
  });
})();
`;
