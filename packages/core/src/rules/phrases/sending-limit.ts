import { spoken } from './spoken.ts';

/** Enough has been sent for now. */
export const sending = spoken({
  english: `
    per day | per hour | per minute | / hour | /hour | / day | /day | messaging limit | sending limit | send limit | mail limit
    message limit | daily … limit | daily limit | daily … quota | daily quota | hourly limit | hourly … limit | exceeded the limit
    exceeded your … limit | exceeded your … quota | sending quota | outgoing … limit | outbound … limit | max emails | max defers
    too many messages | too many mails | too many … messages | queue quota | too many emails | too many recipients | recipients limit
    recipient limit | recipient count | number of recipients | number of messages | credits | frequency limited
  `,
  european: `
    versandlimit | tageslimit | zu viele nachrichten | zu viele e-mails | zu viele empfänger | limite d'envoi | limite quotidienne
    trop de messages | trop de destinataires | límite de envío | límite diario | demasiados mensajes | demasiados destinatarios
    limite de envio | limite diário | limite di invio | limite giornaliero | troppi destinatari | verzendlimiet | daglimiet
    limiet … per dag | te veel berichten | te veel ontvangers | sändningsgräns | gräns … per dag | för många meddelanden | för många mottagare | limit wysył | limit wiadomości
    dzienny limit | denní limit | limit odesl
  `,
  cyrillic: `лимит отправ | лимит писем | лимит сообщений | дневной лимит | суточный лимит | слишком много получателей`,
  asian: `发送限制 | 发信限制 | 发送上限 | 发信量 | 每日发送 | 收件人过多 | 送信制限 | 送信上限 | 送信数`,
});
