import { OutboundRefusedError, OutboundUnreachableError } from '../../src/common/outbound/outbound.errors.js';
import { outboundClient, ScriptedResolver, startUpstream, type Upstream } from '../support/outbound.js';

/** Every way we know to write an address that is nobody's on the public internet. */
const FORBIDDEN: Record<string, readonly string[]> = {
  loopback: ['127.0.0.1', '127.255.255.254', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000::0001]'],
  'short loopback': ['127.1', '127.0.1', '0'],
  'octal loopback': ['0177.0.0.1', '017700000001', '0177.1'],
  'hexadecimal loopback': ['0x7f.0.0.1', '0x7f000001', '0X7F.1'],
  'decimal loopback': ['2130706433'],
  'unicode digits': ['①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1', '127｡0｡0｡1'],
  'escaped digits': ['%31%32%37.0.0.1', '127%2E0.0.1'],
  'trailing dot': ['127.0.0.1.', '0x7f.1.'],
  unspecified: ['0.0.0.0', '[::]'],
  'link-local': ['169.254.1.1', '[fe80::1]', '[febf::1]'],
  metadata: [
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '[fd00:ec2::254]',
    '100.100.100.200',
    '192.0.0.192',
  ],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'unique local': ['[fc00::1]', '[fd12:3456::1]'],
  'site-local': ['[fec0::1]'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  '6to4': ['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '192.88.99.1'],
  NAT64: ['[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::1]'],
  Teredo: ['[2001::1]', '[2001:0:7f00:1::]'],
  mapped: ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:169.254.169.254]', '[0:0:0:0:0:ffff:0a00:0001]'],
  compatible: ['[::127.0.0.1]', '[::a9fe:a9fe]'],
  translated: ['[::ffff:0:127.0.0.1]'],
  multicast: ['224.0.0.1', '239.255.255.255', '[ff02::1]'],
  broadcast: ['255.255.255.255'],
  benchmarking: ['198.18.0.1', '[2001:2::1]'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '[2001:db8::1]', '[3fff::1]'],
  reserved: ['240.0.0.1', '[100::1]', '[5f00::1]', '[4000::1]'],
};
const SPELLINGS = Object.entries(FORBIDDEN).flatMap(([what, hosts]) => hosts.map((host) => ({ what, host })));
const RESOLVABLE = SPELLINGS.map((it) => ({
  ...it,
  address: new URL(`http://${it.host}`).hostname.replace(/^\[(.*)\]$/, '$1'),
}));
const PUBLIC = '93.184.216.34';

describe('addresses that may not be reached', () => {
  it.each(SPELLINGS)('$what: $host', async ({ host }) => {
    const resolver = new ScriptedResolver([[PUBLIC]]);
    const client = outboundClient({ resolver, allowHttp: true });
    for (const reach of [client.forTools(), client.forOperator()]) {
      await expect(reach(`https://${host}/`)).rejects.toThrow(OutboundRefusedError);
      await expect(reach(`http://${host}:8080/`)).rejects.toThrow(OutboundRefusedError);
    }
    expect(resolver.asked).toEqual([]);
  });

  it.each(RESOLVABLE)('a name that resolves to $what: $address', async ({ address }) => {
    const resolver = new ScriptedResolver([[address]]);
    const call = outboundClient({ resolver }).forTools()('https://tool.example/');
    await expect(call).rejects.toThrow(OutboundRefusedError);
    expect(resolver.asked).toEqual(['tool.example']);
  });

  it.each(RESOLVABLE)('a name that hides $what among good addresses: $address', async ({ address }) => {
    const resolver = new ScriptedResolver([[PUBLIC, address, PUBLIC]]);
    await expect(outboundClient({ resolver }).forTools()('https://tool.example/')).rejects.toThrow(
      OutboundRefusedError,
    );
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'ip6-localhost.localdomain'])(
    'the name %s, as it resolves',
    async (host) => {
      const resolver = new ScriptedResolver([['127.0.0.1', '::1']]);
      await expect(outboundClient({ resolver }).forTools()(`https://${host}/`)).rejects.toThrow(OutboundRefusedError);
    },
  );

  it('never names the address it refused', async () => {
    const resolver = new ScriptedResolver([['10.20.30.40']]);
    const error = await outboundClient({ resolver })
      .forTools()('https://tool.example/')
      .catch((it: unknown) => it);
    expect(String(error)).not.toContain('10.20.30.40');
  });
});

describe('a redirect', () => {
  let location = '';
  let upstream: Upstream;

  beforeAll(async () => {
    upstream = await startUpstream((socket) => {
      socket.once('data', () => socket.end(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`));
    });
  });

  afterAll(() => upstream.close());

  it.each([...SPELLINGS, { what: 'somebody public', host: 'tool.example' }])(
    'to $what is not followed: $host',
    async ({ host }) => {
      location = `http://${encodeURI(host)}/`;
      const before = upstream.connections.opened;
      const client = outboundClient({ toolExceptions: [`127.0.0.1/32:${upstream.port}`] });
      await expect(client.forTools()(`http://127.0.0.1:${upstream.port}/`)).rejects.toThrow(
        'redirects are not followed',
      );
      expect(upstream.connections.opened).toBe(before + 1);
    },
  );
});

describe('a resolver that changes its answer', () => {
  let upstream: Upstream;

  beforeEach(async () => {
    upstream = await startUpstream((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'));
    });
  });

  afterEach(() => upstream.close());

  it('is asked once a connection, and the checked address is the one connected to', async () => {
    const resolver = new ScriptedResolver([['127.0.0.1'], ['169.254.169.254']]);
    const client = outboundClient({ resolver, toolExceptions: [`127.0.0.1/32:${upstream.port}`] });
    const url = `http://rebind.example:${upstream.port}/`;
    expect(await (await client.forTools()(url)).text()).toBe('ok');
    expect(resolver.asked).toHaveLength(1);
    await expect(client.forTools()(url)).rejects.toThrow(OutboundRefusedError);
    expect(upstream.connections.opened).toBe(1);
  });

  it('is not believed when it turns from public to loopback', async () => {
    const resolver = new ScriptedResolver([[PUBLIC, '127.0.0.1'], ['127.0.0.1']]);
    const client = outboundClient({ resolver, allowHttp: true });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(client.forTools()(`http://rebind.example:${upstream.port}/`)).rejects.toThrow(OutboundRefusedError);
    }
    expect(upstream.connections.opened).toBe(0);
  });

  it('that fails is somebody who cannot be reached', async () => {
    const client = outboundClient({ resolver: new ScriptedResolver([]) });
    await expect(client.forTools()('https://gone.example/')).rejects.toThrow(OutboundUnreachableError);
  });
});

describe('exceptions', () => {
  let upstream: Upstream;
  let exception: string;
  let url: string;

  beforeEach(async () => {
    upstream = await startUpstream((socket) => {
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
    });
    exception = `127.0.0.0/8:${upstream.port}`;
    url = `http://127.0.0.1:${upstream.port}/`;
  });

  afterEach(() => upstream.close());

  it('open their addresses and port, plain http included', async () => {
    expect((await outboundClient({ toolExceptions: [exception] }).forTools()(url)).status).toBe(200);
  });

  it('cover mapped spellings of the same address', async () => {
    const mapped = `http://[::ffff:127.0.0.1]:${upstream.port}/`;
    expect((await outboundClient({ toolExceptions: [exception] }).forTools()(mapped)).status).toBe(200);
  });

  it('are separate for tools and for the operator', async () => {
    const client = outboundClient({ operatorExceptions: [exception] });
    expect((await client.forOperator()(url)).status).toBe(200);
    await expect(client.forTools()(url)).rejects.toThrow(OutboundRefusedError);
  });

  it('open no other port and no other range', async () => {
    for (const other of [
      `127.0.0.0/8:${upstream.port + 1}`,
      `10.0.0.0/8:${upstream.port}`,
      `[::1/128]:${upstream.port}`,
    ]) {
      await expect(outboundClient({ toolExceptions: [other] }).forTools()(url)).rejects.toThrow(OutboundRefusedError);
    }
  });

  it('never open our own listener', async () => {
    const client = outboundClient({
      toolExceptions: [exception, `0.0.0.0/0:${upstream.port}`],
      listening: upstream.server,
    });
    for (const host of ['127.0.0.1', '127.9.9.9', '0.0.0.0']) {
      await expect(client.forTools()(`http://${host}:${upstream.port}/`)).rejects.toThrow(OutboundRefusedError);
    }
  });

  it.each(['127.0.0.1', 'localhost', '/var/run/postgresql', '::1'])(
    'never open a database or Redis at %s',
    async (host) => {
      const client = outboundClient({ toolExceptions: [exception], reserved: [{ host, port: upstream.port }] });
      await expect(client.forTools()(url)).rejects.toThrow(OutboundRefusedError);
    },
  );

  it('open nothing on the port of a database whose name cannot be resolved', async () => {
    const reserved = [{ host: 'database.example', port: upstream.port }];
    const client = outboundClient({ toolExceptions: [exception], reserved, resolver: new ScriptedResolver([]) });
    await expect(client.forTools()(url)).rejects.toThrow(OutboundRefusedError);
  });

  it('leave the rest of the port open where the database is on another machine', async () => {
    const reserved = [{ host: '10.9.8.7', port: upstream.port }];
    expect((await outboundClient({ toolExceptions: [exception], reserved }).forTools()(url)).status).toBe(200);
  });
});

describe('URLs', () => {
  it.each([
    ['http://tool.example/', 'https is required'],
    ['ftp://tool.example/', 'https is required'],
    ['file:///etc/passwd', 'https is required'],
    ['data:text/plain,hello', 'https is required'],
    ['https://user:secret@tool.example/', 'its URL carries credentials'],
    ['https://user@tool.example/', 'its URL carries credentials'],
    ['https://1.2.3.4.5.6/', 'its URL is not valid'],
    ['/relative', 'its URL is not valid'],
  ])('%s is refused: %s', async (url, reason) => {
    const client = outboundClient({ resolver: new ScriptedResolver([[PUBLIC]]) });
    await expect(client.forTools()(url)).rejects.toThrow(reason);
  });
});
