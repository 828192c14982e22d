//! Numbers of rows and sessions, as a record writes them.

use serde::{Deserialize, Deserializer, de::Error};

use super::ThousandYen;

/// No list of a document is longer.
const LARGEST: u32 = 1_000_000;

/// A number that counts rows or sessions.
pub(super) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(deserializer)?;
    if number <= LARGEST {
        return Ok(number);
    }
    let [largest, number] = [LARGEST, number].map(|number| ThousandYen(number.into()));
    Err(D::Error::custom(format!("番号は {largest} までで書きます（`{number}` は読めません）。")))
}

/// The same, where a document may print none.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Number(#[serde(deserialize_with = "required")] u32);
    Ok(Option::<Number>::deserialize(deserializer)?.map(|Number(number)| number))
}
