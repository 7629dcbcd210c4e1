import { spoken } from './spoken.ts';

/** The message is too large. */
export const tooLarge = spoken({
  english: `
    message size | size limit | mailsize limit | maximum size | maximum … size | max … size | size exceed | exceed … size | too big
    too large | message exceeds | message length | larger than | databytes
  `,
  european: `
    zu groß | zu gross | trop volumineux | trop gros | trop grand | taille | demasiado grande | tamaño | muito grande | tamanho
    troppo grande | dimensione | te groot | för stor | zbyt duż | rozmiar | příliš velk | velikost
  `,
  cyrillic: `слишком большо | размер сообщения | размер письма | допустимый размер`,
  asian: `邮件过大 | 邮件太大 | 邮件大小 | 信件過大 | サイズ | 크기`,
});
