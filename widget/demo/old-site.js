/* The kind of script that old host pages run: own $, own JSON rules, own window.name. All of it must leave the widget alone. */
var $ = function (id) {
  return typeof id == 'string' ? document.getElementById(id.replace('#', '')) : id;
};
var jQuery = $;
$.fn = { jquery: '1.4.2' };
$.browser = { msie: true, version: '6.0' };

/* Prototype.js 1.6 did this: JSON.stringify then wraps every list in quotes. */
Array.prototype.toJSON = function () {
  return '[' + this.join(', ') + ']';
};
Array.prototype.each = function (f) {
  for (var i = 0; i < this.length; i++) f(this[i], i);
};
Function.prototype.bindAsEventListener = function (o) {
  var f = this;
  return function (e) {
    return f.call(o, e || window.event);
  };
};
var JSON_old = window.JSON;
window.JSON = {
  parse: function (s) {
    return eval('(' + s + ')');
  },
  stringify: JSON_old.stringify
};
window.name = 'mainFrame';
var name = 'mainFrame', status = '', top_menu = null, event_list = [];

/* Backspace used to mean "page back": outside of text fields it was swallowed. */
document.onkeydown = function (e) {
  e = e || window.event;
  var t = e.target || e.srcElement;
  if (e.keyCode == 8 && t.tagName != 'INPUT' && t.tagName != 'TEXTAREA') return false;
};
document.oncontextmenu = function () {
  return true;
};

function showDate() {
  var d = new Date();
  var box = $('today');
  if (box) box.innerHTML = d.getFullYear() + '年' + (d.getMonth() + 1) + '月' + d.getDate() + '日 星期' + '日一二三四五六'.charAt(d.getDay());
}
