import { all, refused } from './conditions.ts';
import { spam } from './phrases/message-rejected.ts';
import { tooLarge } from './phrases/too-large.ts';
import type { Rule } from './rule.ts';

/** Size comes before content: a large message is refused for its size whatever else is said. */
export const sizeRules: readonly Rule[] = [
  { cause: 'message-too-large', confidence: 'certain', when: refused({ enhancedCode: ['x.3.4', 'x.2.3'] }) },
  { cause: 'message-too-large', confidence: 'certain', when: refused({ says: tooLarge }) },
  { cause: 'message-too-large', confidence: 'certain', when: refused({ marks: ['maxsubmissionexceeded', 'messagesubmissionexceeded', 'recipsizelimit'] }) },
];

export const messageRules: readonly Rule[] = [
  { cause: 'message-rejected', confidence: 'certain', when: refused({ command: ['DATA'], says: spam, unless: ['unusual rate', 'rate limit'] }) },
  { cause: 'message-rejected', confidence: 'certain', when: refused({ marks: ['outboundspam', 'dt:spm', '?p=unsolicited'] }) },
  { cause: 'message-rejected', confidence: 'likely', when: refused({ enhancedCode: ['5.6.0', '5.7.509', '5.7.515', '5.7.26', '5.7.23'] }) },
  { cause: 'message-rejected', confidence: 'likely', when: all(refused({ command: ['DATA'], enhancedCode: ['5.7.0', '5.7.1', '5.7.7', '5.7.9'] })) },
];
