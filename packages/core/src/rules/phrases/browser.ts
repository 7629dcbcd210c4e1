import { spoken } from './spoken.ts';

/** Somebody has to sign in with a browser first. */
export const browser = spoken({
  english: `
    web browser | webbrowser | your browser | a browser | web login | via the web | via webmail | through webmail | in webmail
    on the website | on our website | verify your identity | confirm your identity | verify your account | confirm your account
    unusual sign | unusual activity | unusual login | suspicious | captcha | terms of service | terms of use | accept the terms
  `,
  european: `im browser | navigateur | navegador | tramite browser | przeglądark | prohlížeč`,
  cyrillic: `браузер | веб-интерфейс`,
  asian: `浏览器 | 瀏覽器 | 网页登录 | ブラウザ | 브라우저`,
});
