//! Asking a model over HTTP, once: no redirect, no proxy, no other host, a bounded time and a bounded answer.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use ureq::http::Uri;
use ureq::{Agent, Error};

use crate::{MOST_ANSWER, Model, NoAnswer};

/// Longest name of a model.
const MOST_NAME: usize = 200;

/// Where chat completions are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    host: String,
    /// Whether it may be asked without TLS, because nothing leaves the machine.
    plain: bool,
}

/// An address or a name that cannot be used; the message says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusable(&'static str);

impl fmt::Display for Unusable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl std::error::Error for Unusable {}

impl Endpoint {
    /// The one below a base address, such as `https://host/v1`.
    ///
    /// # Errors
    ///
    /// If it is no web address, if it holds a password, or if it is without TLS and not of this machine.
    pub fn below(base: &str) -> Result<Self, Unusable> {
        let uri: Uri = base.parse().map_err(|_| Unusable("it is no web address"))?;
        let authority = uri.authority();
        let authority = authority.ok_or(Unusable("it names no host"))?;
        if authority.as_str().contains('@') {
            return Err(Unusable("a name or password does not belong into it"));
        }
        if uri.query().is_some() || base.contains('#') {
            return Err(Unusable("it ends with the path, such as `/v1`"));
        }
        let host = authority.host();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let address = bare.parse::<IpAddr>();
        let local = bare == "localhost" || address.is_ok_and(|it| it.is_loopback());
        let port = match (uri.scheme_str(), authority.port_u16()) {
            (Some("https"), port) => port.unwrap_or(443),
            (Some("http"), port) if local => port.unwrap_or(80),
            (Some("http"), _) => {
                return Err(Unusable(
                    "without TLS (https) only this machine may be asked",
                ));
            }
            _ => return Err(Unusable("it begins with https://")),
        };
        Ok(Self {
            url: format!("{}/chat/completions", base.trim_end_matches('/')),
            host: format!("{host}:{port}"),
            plain: uri.scheme_str() == Some("http"),
        })
    }
}

/// A model behind an endpoint.
pub struct Client {
    endpoint: Endpoint,
    name: String,
    authorization: Option<String>,
    agent: Agent,
}

impl fmt::Debug for Client {
    /// Without the key.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client")
            .field("endpoint", &self.endpoint)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A model by its name, with the key that it is asked with, and the longest time to wait.
    ///
    /// # Errors
    ///
    /// If the name or the key has signs that do not belong there.
    pub fn new(
        endpoint: Endpoint,
        name: &str,
        key: Option<&str>,
        wait: Duration,
    ) -> Result<Self, Unusable> {
        let shown = |it: char| it.is_ascii_graphic();
        if name.is_empty() || name.len() > MOST_NAME || !name.chars().all(shown) {
            return Err(Unusable(
                "a model has a short name of letters, digits and signs",
            ));
        }
        if key.is_some_and(|key| key.is_empty() || !key.chars().all(shown)) {
            return Err(Unusable("a key has letters, digits and signs only"));
        }
        let agent = Agent::config_builder()
            .https_only(!endpoint.plain)
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(wait))
            .user_agent(concat!("venule/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self {
            endpoint,
            name: name.to_owned(),
            authorization: key.map(|key| format!("Bearer {key}")),
            agent,
        })
    }
}

impl Model for Client {
    fn name(&self) -> &str {
        &self.name
    }

    fn host(&self) -> &str {
        &self.endpoint.host
    }

    fn answer(&self, prompt: &str) -> Result<Vec<u8>, NoAnswer> {
        let request = self.agent.post(&self.endpoint.url);
        let request = request.header("Content-Type", "application/json");
        let request = match &self.authorization {
            Some(authorization) => request.header("Authorization", authorization),
            None => request,
        };
        let mut response = request.send(prompt).map_err(|it| no_answer(&it))?;
        let status = response.status();
        if status.is_redirection() {
            return Err(NoAnswer::SentOn);
        }
        if !status.is_success() {
            return Err(NoAnswer::Status(status.as_u16()));
        }
        let body = response.body_mut().with_config().limit(MOST_ANSWER as u64);
        body.read_to_vec().map_err(|it| no_answer(&it))
    }
}

/// The error without anything that the other side wrote.
fn no_answer(error: &Error) -> NoAnswer {
    match error {
        Error::Timeout(_) => NoAnswer::TimedOut,
        Error::HostNotFound | Error::ConnectionFailed => NoAnswer::NotReached,
        Error::Tls(_) | Error::Rustls(_) => NoAnswer::NotSecure,
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            NoAnswer::NotReached
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => NoAnswer::TimedOut,
        Error::BodyExceedsLimit(_) => NoAnswer::TooLong,
        _ => NoAnswer::Broken,
    }
}
