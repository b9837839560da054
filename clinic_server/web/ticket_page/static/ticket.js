/* Keeps the page true: listens, puts what the server sent in place, and says so when it hears nothing.
   Written for old phones: no more than ECMAScript 5. */
(function () {
  'use strict';

  var SILENCE = 10000;
  var PAUSE = 8000;
  var BUZZ = [400, 200, 400, 200, 400];

  var body = document.body;
  var content = document.getElementById('now');
  var silent = document.getElementById('silent');
  var sentence = document.getElementById('says');
  var theme = document.createElement('meta');
  var source = null;
  var heard = Date.now();
  var tried = heard;
  var says = body.getAttribute('data-says');
  var saysSilent = body.getAttribute('data-silent');
  var calls = Number(body.getAttribute('data-calls'));
  var ahead = null;
  var html = null;

  function isSilent() {
    return Date.now() - heard > SILENCE;
  }

  function say() {
    var live = document.getElementById('live');
    if (live) {
      live.textContent = says;
      live.hidden = isSilent();
    }
    if (sentence.textContent !== saysSilent) {
      sentence.textContent = saysSilent;
    }
    silent.hidden = !isSilent();
  }

  function show(state) {
    var isFresh = state.calls > calls && state.state === 'called';
    var hasMoved = ahead !== null && state.ahead !== null && state.ahead < ahead;
    var isAsLoaded = html === null && document.title === state.title && body.className === state.state;
    body.className = isFresh ? 'called fresh' : state.state;
    theme.content = state.state === 'called' ? '#FFC61A' : '';
    document.title = state.title;
    if (html !== state.html && !isAsLoaded) {
      content.innerHTML = state.html;
    }
    html = state.html;
    if (hasMoved && document.getElementById('discs')) {
      document.getElementById('discs').className = 'discs moved';
    }
    if (isFresh) {
      window.scrollTo(0, 0);
      if (navigator.vibrate) {
        navigator.vibrate(BUZZ);
      }
    }
    calls = state.calls;
    ahead = state.ahead;
    say();
  }

  function beat(moment) {
    heard = Date.now();
    says = moment.live;
    saysSilent = moment.as_of;
    say();
  }

  function listen() {
    if (source) {
      source.close();
    }
    source = new EventSource(body.getAttribute('data-live'));
    source.addEventListener('state', function (event) {
      show(JSON.parse(event.data));
    });
    source.addEventListener('beat', function (event) {
      beat(JSON.parse(event.data));
    });
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.onload = function () {
      var answer;
      if (request.status === 404) {
        window.location.reload();
      } else if (request.status === 200) {
        answer = JSON.parse(request.responseText);
        show(answer.state);
        beat(answer.beat);
      }
    };
    request.open('GET', body.getAttribute('data-now'));
    request.timeout = PAUSE;
    request.send();
  }

  function check() {
    var listens = source !== null && source.readyState !== 2 && !isSilent();
    say();
    if (!listens && Date.now() - tried > PAUSE) {
      tried = Date.now();
      ask();
      if (window.EventSource && (source === null || isSilent())) {
        listen();
      }
    }
  }

  theme.name = 'theme-color';
  theme.content = body.className === 'called' ? '#FFC61A' : '';
  document.getElementsByTagName('head')[0].appendChild(theme);
  document.addEventListener('visibilitychange', check);
  window.addEventListener('pageshow', check);
  window.addEventListener('online', check);
  window.setInterval(check, 1000);
  say();
  if (window.EventSource) {
    listen();
  } else {
    ask();
  }
}());
