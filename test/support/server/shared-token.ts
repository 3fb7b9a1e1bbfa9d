// The administrator's token of the server that test files share.

export const sharedToken = 'token-of-the-shared-server';
