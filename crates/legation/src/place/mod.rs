//! Which places a text names, and which of the world's places of that name is meant.
//!
//! In: a parse, the gazetteer's names and [`Geography`], the world's cities and regions. Out: [`Places`], the words that
//! stand for a place, each resolved to one. `atlas` holds GeoNames' cities and regions, `geography` adds the project's own
//! regions and words; `names` finds candidates, `standing` says whether a name is a place or a party there, `containers`
//! what the phrase puts around it ("Tripoli, Lebanon"), `choose` weighs namesakes. Where an event happened is for `code`.

mod atlas;
mod capital;
mod choose;
mod containers;
mod find;
mod fold;
mod geography;
mod mention;
mod names;
mod standing;

pub use find::places;
pub use geography::Geography;
pub use mention::{Place, PlaceMention, Places, Precision};
