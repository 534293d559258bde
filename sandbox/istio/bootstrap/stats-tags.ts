// data table

/** How names of statistics become tags: before the tags that a mesh asks for, and after them. */
export const statsTags: Readonly<
  Record<'first' | 'last', readonly (readonly [tagName: string, regex: string])[]>
> = {
  first: [
    ['cluster_name', String.raw`^cluster(\.(.+);)`],
    [
      'http_conn_manager_prefix',
      String.raw`^http\.(((?:[_.[:digit:]\w]*|[_\[\]aAbBcCdDeEfF[:digit:]\w\:]*));\.)`,
    ],
    ['thread_name', String.raw`^server(\.(.+))\.watchdog`],
    ['tcp_prefix', String.raw`^tcp\.((.*?)\.)\w+?$`],
    ['response_code', String.raw`_rq(_(\d{3}))$`],
    ['response_code_class', String.raw`_rq(_(\dxx))$`],
    [
      'http_conn_manager_listener_prefix',
      String.raw`^listener(?=\.).*?\.http\.(((?:[_.[:digit:]]*|[_\[\]aAbBcCdDeEfF[:digit:]]*))\.)`,
    ],
    ['listener_address', String.raw`^listener\.(((?:[_.[:digit:]]*|[_\[\]aAbBcCdDeEfF[:digit:]]*))\.)`],
    ['mongo_prefix', String.raw`^mongo\.(.+?)\.(collection|cmd|cx_|op_|delays_|decoding_)(.*?)$`],
  ],
  last: [
    ['cache', String.raw`(cache\.(.+?)\.)`],
    ['component', String.raw`(component\.(.+?)\.)`],
    ['tag', String.raw`(tag\.(.+?);\.)`],
    ['wasm_filter', String.raw`(wasm_filter\.(.+?)\.)`],
    ['authz_enforce_result', String.raw`rbac(\.(allowed|denied))`],
    ['authz_dry_run_action', String.raw`(\.istio_dry_run_(allow|deny)_)`],
    ['authz_dry_run_result', String.raw`(\.shadow_(allowed|denied))`],
  ],
};
