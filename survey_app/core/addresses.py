"""Which network addresses belong to the public internet, so that checking a link reaches no other.

The lists follow the special-purpose address registries of IANA (RFC 6890 and its updates). They
stand here rather than being asked of the standard library, whose answer changes between versions.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEVER_IPV4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this host
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by a carrier; also where one cloud tells secrets
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # a cloud's own services, though the number looks public
            "169.254.0.0/16",  # link-local; where most clouds tell a machine its secrets
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_GLOBAL_IPV6 = ip_network("2000::/3")
"""All that is routed publicly: loopback, link-local, unique local, multicast, IPv4-mapped and NAT64
lie outside."""
_NEVER_IPV6 = tuple(
    map(
        ip_network,
        (
            "2001::/23",  # protocol assignments, such as Teredo, which hides an IPv4 address
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which hides an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether a numeric address in its usual spelling lies in the public internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public_ipv4(found) if isinstance(found, IPv4Address) else _is_public_ipv6(found)


def _is_public_ipv4(address: IPv4Address) -> bool:
    return not any(address in block for block in _NEVER_IPV4)


def _is_public_ipv6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _GLOBAL_IPV6:
        return False
    return not any(address in block for block in _NEVER_IPV6)
