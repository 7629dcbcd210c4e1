import { spoken } from './spoken.ts';

/** The name has the wrong form. */
export const usernameForm = spoken({
  english: `
    invalid user name) | user name must | username must | login must | full email | full e-mail | complete email | complete e-mail
    entire email | email address as … user | e-mail address as … user | email address as … login | include the domain | include your domain
    without domain | without the domain | missing domain | no domain | domain … missing
  `,
  european: `
    vollständige e-mail | vollständigen e-mail | adresse complète | adresse e-mail complète | dirección de correo completa
    endereço completo | indirizzo completo | volledige e-mail | fullständig e-post | fullständiga e-post | hela e-postadressen | pełny adres
    celou e-mailovou adresu
  `,
  cyrillic: `полный адрес`,
  asian: `完整的邮箱 | 完整邮箱 | 完整的電子郵件`,
});
