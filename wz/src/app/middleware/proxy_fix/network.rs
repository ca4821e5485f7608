use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Addresses that start with the same bits: `10.0.0.0/8`, `fd00::/8`; or a single one: `127.0.0.1`.
///
/// ```
/// use wz::middleware::IpNetwork;
///
/// let network: IpNetwork = "10.0.0.0/8".parse()?;
/// assert!(network.contains([10, 1, 2, 3].into()) && !network.contains([11, 0, 0, 1].into()));
/// // An IPv4 address is the same in the form that it has on an IPv6 socket.
/// assert!(network.contains("::ffff:10.1.2.3".parse().unwrap()));
/// assert!("10.0.0.1/8".parse::<IpNetwork>().is_err() && "10.0.0.0/33".parse::<IpNetwork>().is_err());
/// # Ok::<_, wz::middleware::IpNetworkError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IpNetwork {
    first: IpAddr,
    bits: u8,
}

impl IpNetwork {
    /// Whether an address is one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let differs = u32::from(first) ^ u32::from(address);
                differs.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let differs = u128::from(first) ^ u128::from(address);
                differs.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for IpNetwork {
    type Err = IpNetworkError;

    /// # Errors
    /// It is no address, the number behind the `/` is larger than the address has bits, or there are bits of the address
    /// behind those that count: a slip in either of them.
    fn from_str(text: &str) -> Result<IpNetwork, IpNetworkError> {
        let error = || IpNetworkError { text: text.to_owned() };
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let first = address.parse::<IpAddr>().map_err(|_| error())?;
        let all = if first.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => all,
            Some(bits) if bits.len() <= 3 && bits.bytes().all(|byte| byte.is_ascii_digit()) => {
                bits.parse().map_err(|_| error())?
            }
            Some(_) => return Err(error()),
        };
        let trailing = match first {
            IpAddr::V4(first) => u32::from(first).trailing_zeros(),
            IpAddr::V6(first) => u128::from(first).trailing_zeros(),
        };
        if bits > all || trailing < u32::from(all - bits) {
            return Err(error());
        }
        Ok(IpNetwork { first, bits })
    }
}

impl fmt::Display for IpNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

/// A text that is no network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpNetworkError {
    text: String,
}

impl fmt::Display for IpNetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no network: expected an address as `127.0.0.1`, or the first address with the number of bits that \
             count, as `10.0.0.0/8`",
            self.text.escape_debug()
        )
    }
}

impl std::error::Error for IpNetworkError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_that_count() {
        for (network, inside, outside) in [
            ("0.0.0.0/0", "255.1.2.3", "::1"),
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("127.0.0.1/32", "::ffff:127.0.0.1", "::1"),
            ("192.168.4.0/22", "192.168.7.255", "192.168.8.0"),
            ("::/0", "2001:db8::1", "10.0.0.1"),
            ("fd00::/8", "fdff::1", "fe00::1"),
            ("::1", "::1", "::2"),
        ] {
            let network: IpNetwork = network.parse().unwrap();
            assert!(network.contains(inside.parse().unwrap()), "{network} {inside}");
            assert!(!network.contains(outside.parse().unwrap()), "{network} {outside}");
            assert_eq!(network.to_string().parse(), Ok(network));
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "/8",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "10.0.0.0/256",
            "10.0.0.0/33",
            "10.0.0.1/31",
            "::1/127",
            "a/8",
            "10.0.0.0/8/8",
            "0/0",
        ] {
            let error = text.parse::<IpNetwork>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{text}`")), "{error}");
        }
    }
}
