/** What refusals, greetings and lists of capabilities are made of; in lower case. */
const ordinaryWords = `
a able about above access account accounts action active add address again alert all allow allowed already an and another any app application apps archive
are as at attempt attempts auth authenticate authenticated authenticating authentication authenticationfailed authorization authorized available back bad be
because been before blocked both box browser but by bye can cannot capability check clear client close closed closing code command completed concurrent
configured connect connected connection connections contact could credentials data daily day days deferred delete deleted delivered denied detected disabled
disk dns do does domain done drafts due each ehlo email empty enable enabled encrypted encryption end enter error esmtp exceeded exists expired external
failed failure fatal few file first folder folders for forbidden format found from full generate get go good greylisted has have hello help helo here host
hostname hour hours how i id idle if imap immediately in inactive inbox incorrect info information internal into invalid ip is issue it its junk key later
less limit limited line list local lock locked log logged login logout mail mailbox mailboxes many maximum may mechanism message messages minute minutes
missing more move must name need needed never new no none not now number of off ok on once one only open or other our out over page pass passphrase password
passwords permission permitted pipelining plain please policy pop port possible postfix preauth privacyrequired problem protocol protocolerror provided quota
quit rate read ready reason received recipient recipients refused reject rejected relay relaying remote reply request required reset retry return right
root same search second seconds secure secret security see seen select selected send sender sending sent server servers service session settings shown
shutting sign signed size smtp some soon spam specific ssl starttls state status still stop store successful such support supported suspended switch syntax
system t temporarily temporary test than thanks that the them then there they this through time timeout tls to today token too transaction trash try tried
twice two type unable unavailable unauthorized unencrypted unexpected unique unknown unsupported until up update upgrade use used user userid username users
using valid verification verify via visit was wait we web website welcome were when which while who will with without wrong you your zero

anmeldung benutzer benutzername falsch falsches fehler fehlgeschlagen kennwort nicht passwort ungültig zugriff
identifiant incorrecte mot passe refusé utilisateur connexion erreur accès
usuario contraseña clave incorrecta correo acceso senha usuário utente errata
användare användarnamn felaktigt fel lösenord konto inte
gebruiker gebruikersnaam wachtwoord onjuist fout niet geen
пароль неверный логин ошибка доступ пользователь
`;

const words = new Set(ordinaryWords.split(/\s+/));

/** Whether servers say the word in whatever case, so that it tells nothing of a secret. */
export function isSaidAnyway(word: string): boolean {
  return words.has(word.toLowerCase());
}

/** A reply code (RFC 5321 s.4.2) before a line, enhanced codes (RFC 3463), versions and addresses. */
const numbersOfServers = /^\d{3}(?=[ -])|(?<![\p{L}\p{N}])\d+(?:\.\d+)+(?![\p{L}\p{N}])/gu;

const oneWord = /^(?:\p{L}+|\p{N}+)$/u;

/** What to look for in a line. */
export interface OrdinaryForm {
  readonly text: string;
  /** Also inside a longer word. */
  readonly anywhere: boolean;
}

/** Whether it could well be a word, or a part of one, that has nothing to do with the secret: a few characters, one short word or number. */
export function isOrdinary(secret: string): boolean {
  return secret.length <= 3 || (secret.length <= 10 && oneWord.test(secret));
}

/**
 * Builds a function that takes away every line in which one of the forms stands. Where a single word was cut out of a sentence
 * everybody could tell which; where an ordinary word of servers is the secret, the same sentence stands whole, as it would
 * for any other secret.
 */
export function createLineRedactor(forms: readonly OrdinaryForm[], token: string): (text: string) => string {
  const patterns = forms.map(({ text, anywhere }) => ({
    pattern: new RegExp(anywhere ? RegExp.escape(text) : alone(text), anywhere ? 'iu' : 'u'),
    isOneWord: oneWord.test(text),
  }));
  const withoutOrdinary = (line: string) => line.replace(numbersOfServers, ' ').replace(/\p{L}+/gu, (word) => (isSaidAnyway(word) ? ' ' : word));
  const redactLine = (line: string) => {
    const rest = withoutOrdinary(line);
    return patterns.some(({ pattern, isOneWord }) => pattern.test(isOneWord ? rest : line)) ? token : line;
  };
  return (text) => text.split('\n').map(redactLine).join('\n');
}

/** The form between characters that could not belong to it. */
function alone(text: string): string {
  const before = /^[\p{L}\p{N}]/u.test(text) ? '(?<![\\p{L}\\p{N}])' : '(?<!\\S)';
  const after = /[\p{L}\p{N}]$/u.test(text) ? '(?![\\p{L}\\p{N}])' : '(?!\\S)';
  return before + RegExp.escape(text) + after;
}
