// Verifies messages with mailauth. Standard input: {"records": {name: value}, "files": [path]}; output: for each file the selectors whose signature holds.
'use strict';
const fs = require('fs');
const { dkimVerify } = require('mailauth/lib/dkim/verify');

const { records, files } = JSON.parse(fs.readFileSync(0, 'utf8'));
const resolver = async (name, type) => {
    if (type === 'TXT' && records[name]) return [[records[name]]];
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
};

(async () => {
    const holds = [];
    for (const file of files) {
        const { results } = await dkimVerify(fs.readFileSync(file), { resolver, minBitLength: 2048 });
        holds.push(results.filter(result => result.status.result === 'pass').map(result => result.selector));
    }
    console.log(JSON.stringify(holds));
})();
