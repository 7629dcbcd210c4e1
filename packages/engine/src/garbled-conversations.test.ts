import { it } from 'vitest';
import { checkGarbledConversations } from './testing/garbled-conversations.ts';

it('A server whose words are garbled anywhere breaks nothing and holds nothing', () => checkGarbledConversations(500, Date.now()));
