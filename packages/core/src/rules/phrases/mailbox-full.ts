import { spoken } from './spoken.ts';

/** No room is left. */
export const full = spoken({
  english: `
    mailbox full | mailbox is full | mailbox … full | inbox is full | inbox full | folder full | folder is full | maildir … full
    over quota | overquota | over its quota | over their quota | over the quota | out of storage | storage … exceed | exceeded storage
    exceeded … storage | quota exceeded | exceeds quota | exceeded … quota | quota … exceeded | quota violation | mailbox size | disk quota
  `,
  european: `
    postfach … voll | postfach voll | speicherplatz | quota überschritten | boîte … pleine | quota dépass | buzón … lleno | buzón lleno
    caixa … cheia | casella … piena | casella piena | postvak … vol | mailbox … vol· | brevlåda … full | postlåda … full | skrzynka … pełna
    przepełnion | schránka … plná
  `,
  cyrillic: `переполнен | квота`,
  asian: `邮箱已满 | 邮箱空间 | 信箱已滿 | 容量不足 | メールボックスがいっぱい | 容量 | 메일함이 가득`,
});
