//! The names of all tables and what each can stand for.

use super::Gazetteer;

/// What sort of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Name of a state; row of [`Gazetteer::countries`].
    State,
    /// Adjective of a state; row of [`Gazetteer::countries`].
    Adjective,
    /// Noun for a state's people; row of [`Gazetteer::countries`].
    People,
    /// Capital that can stand for a government; row of [`Gazetteer::countries`].
    Capital,
    /// Building or institution that stands for a government; row of [`Gazetteer::countries`].
    Seat,
    /// Name of a body or organ; row of [`Gazetteer::bodies`].
    Body,
    /// Name of a group; row of [`Gazetteer::groups`].
    Group,
    /// Name of a person; row of [`Gazetteer::officials`].
    Official,
    /// Name of a place; row of [`Gazetteer::places`].
    Place,
}

/// One thing that a name can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameEntry {
    /// Sort of name, and with it the table.
    pub kind: NameKind,
    /// Row of the table.
    pub row: u32,
}

impl Gazetteer {
    /// All names of all tables, table by table and row by row.
    pub fn names(&self) -> impl Iterator<Item = (&str, NameEntry)> {
        let countries = numbered(&self.countries).flat_map(|(row, country)| {
            let lists = [
                (NameKind::State, &country.aliases),
                (NameKind::Adjective, &country.adjectives),
                (NameKind::People, &country.people),
                (NameKind::Capital, &country.capitals),
                (NameKind::Seat, &country.seats),
            ];
            let names =
                lists.into_iter().flat_map(move |(kind, list)| list.iter().map(move |name| (name.as_str(), kind, row)));
            std::iter::once((country.name.as_str(), NameKind::State, row)).chain(names)
        });
        let bodies = numbered(&self.bodies).flat_map(|(row, body)| {
            one_and_more(&body.name, &body.aliases).map(move |name| (name, NameKind::Body, row))
        });
        let groups = numbered(&self.groups).flat_map(|(row, group)| {
            one_and_more(&group.name, &group.aliases).map(move |name| (name, NameKind::Group, row))
        });
        let officials = numbered(&self.officials).flat_map(|(row, official)| {
            one_and_more(&official.person, &official.aliases).map(move |name| (name, NameKind::Official, row))
        });
        let places = numbered(&self.places).flat_map(|(row, place)| {
            one_and_more(&place.place, &place.aliases).map(move |name| (name, NameKind::Place, row))
        });
        let all = countries.chain(bodies).chain(groups).chain(officials).chain(places);
        all.map(|(name, kind, row)| (name, NameEntry { kind, row }))
    }
}

fn numbered<T>(rows: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (0..).zip(rows)
}

fn one_and_more<'a>(name: &'a str, aliases: &'a [String]) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str))
}
