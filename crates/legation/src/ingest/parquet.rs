//! Parquet: one document in each row, fields found by the names of the columns, as in CSV.
//!
//! A file is read row by row, whatever its size; what cannot be looked up at will (standard input, an answer of a server)
//! is held first. Only the columns that are needed are read.

use std::fs::File;
use std::io::{BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use parquet::basic::{LogicalType, TimeUnit, TimestampType};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};

use super::document::content_id;
use super::lines::MAX_LINE_BYTES;
use super::table::Header;
use super::{Document, Documents, Published, Rejection, Source, section};

/// The most of a Parquet file that is held, in bytes, where it does not come from a file.
pub const MAX_PARQUET_BYTES: u64 = 64_000_000;

/// How every Parquet file begins.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 64;

/// The documents of a Parquet file.
pub(super) fn open(file: File, source: &Source) -> Documents<'static> {
    rows(file, source)
}

/// The documents of a Parquet file that comes as a stream.
pub(super) fn read(reader: impl BufRead, source: &Source) -> Documents<'static> {
    let mut bytes = Vec::new();
    match reader.take(MAX_PARQUET_BYTES + 1).read_to_end(&mut bytes) {
        Err(error) => super::rejected(source.reject(0, error)),
        Ok(n_bytes) if n_bytes as u64 > MAX_PARQUET_BYTES => {
            let reason =
                format!("a Parquet stream over the limit of {MAX_PARQUET_BYTES} bytes (a file may have any size)");
            super::rejected(source.reject(MAX_PARQUET_BYTES, reason))
        }
        Ok(_) => rows(Bytes::from(bytes), source),
    }
}

fn rows(chunks: impl ChunkReader + 'static, source: &Source) -> Documents<'static> {
    match guarded(|| Rows::new(chunks, source)) {
        Ok(rows) => Box::new(rows),
        Err(reason) => super::rejected(source.reject(0, reason)),
    }
}

/// The result, or why there is none: the library may panic on a damaged file.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("damaged Parquet data".to_owned()))
}

/// Iterator over the documents.
struct Rows {
    rows: RowIter<'static>,
    source: Source,
    columns: Columns,
    /// Up to which row each group goes, and the byte where it begins.
    groups: Vec<(u64, u64)>,
    row: u64,
    sections: Option<Box<dyn Iterator<Item = Document> + Send>>,
    done: bool,
}

impl Rows {
    fn new(chunks: impl ChunkReader + 'static, source: &Source) -> Result<Self, String> {
        let broken = |error: parquet::errors::ParquetError| format!("no sound Parquet file: {error}");
        let reader = SerializedFileReader::new(chunks).map_err(broken)?;
        let metadata = reader.metadata();
        let schema = metadata.file_metadata().schema();
        let names = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
        let columns = Columns::new(Header::new(names, &source.columns)?, schema)?;
        let mut n_rows = 0;
        let groups = metadata.row_groups().iter().map(|group| {
            n_rows += u64::try_from(group.num_rows()).unwrap_or(0);
            (n_rows, group.columns().first().map_or(0, |column| column.byte_range().0))
        });
        let groups: Vec<_> = groups.collect();
        if n_rows == 0 {
            return Err("empty: there is no row in it".to_owned());
        }
        let projection =
            Type::group_type_builder(schema.name()).with_fields(columns.fields.clone()).build().map_err(broken)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(broken)?;
        let rows = rows.with_batch_size(BATCH_ROWS);
        Ok(Self { rows, source: source.clone(), columns, groups, row: 0, sections: None, done: false })
    }

    fn next_row(&mut self) -> Option<Result<Document, Rejection>> {
        let rows = &mut self.rows;
        let row = guarded(|| rows.next().transpose().map_err(|error| error.to_string())).transpose();
        self.done = !matches!(row, Some(Ok(_)));
        self.row += 1;
        let offset = self.groups.iter().find(|(end, _)| self.row <= *end).map_or(0, |(_, offset)| *offset);
        let reject = |reason: String| self.source.reject(offset, format!("row {}: {reason}", self.row));
        Some(match row? {
            Ok(row) => self.columns.document(&row, &self.source, &reject).map_err(reject),
            Err(reason) => Err(reject(format!("{reason}; the rows before it were read, the rest was not"))),
        })
    }
}

impl Iterator for Rows {
    type Item = Result<Document, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.sections.as_mut().and_then(Iterator::next) {
                return Some(Ok(document));
            }
            if self.done {
                return None;
            }
            match self.next_row()? {
                Ok(document) => self.sections = Some(Box::new(section::sections(document))),
                Err(rejection) => return Some(Err(rejection)),
            }
        }
    }
}

/// The columns that are read.
struct Columns {
    header: Header,
    /// Their types, in the order of the file.
    fields: Vec<TypePtr>,
}

impl Columns {
    fn new(header: Header, schema: &Type) -> Result<Self, String> {
        let optional = [header.id, header.published, header.title, header.publisher, header.url, header.language];
        let mut wanted: Vec<usize> = optional.into_iter().flatten().chain([header.text]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let fields: Vec<TypePtr> = wanted.into_iter().map(|idx| Arc::clone(&schema.get_fields()[idx])).collect();
        match fields.iter().find(|field| field.is_group()) {
            Some(field) => Err(format!("column {:?} holds lists or structures (expected text)", field.name())),
            None => Ok(Self { header, fields }),
        }
    }

    fn document(&self, row: &Row, source: &Source, reject: &dyn Fn(String) -> Rejection) -> Result<Document, String> {
        let header = &self.header;
        let cell = |idx: Option<usize>| match idx.and_then(|idx| header.names.get(idx)) {
            Some(name) => self.cell(row, name).map_err(|reason| format!("column {name:?}: {reason}")),
            None => Ok(None),
        };
        let text = cell(Some(header.text))?.ok_or_else(|| format!("column {:?}: empty", header.names[header.text]))?;
        let mut document = Document {
            id: cell(header.id)?.map(|id| id.trim().to_owned()).unwrap_or_else(|| content_id(&text)),
            title: cell(header.title)?,
            published: source.published.clone(),
            publisher: cell(header.publisher)?,
            url: cell(header.url)?,
            language: cell(header.language)?,
            text,
            ..Document::default()
        };
        match cell(header.published)?.map(|given| given.parse::<Published>()) {
            Some(Ok(published)) => document.published = Some(published),
            Some(Err(reason)) => {
                document.published = None;
                let name = header.published.and_then(|idx| header.names.get(idx)).map_or("", String::as_str);
                let reason = format!("column {name:?} left out, the document is kept without a date: {reason}");
                document.dropped.push(reject(reason));
            }
            None => {}
        }
        Ok(document)
    }

    /// A cell as text; `None` if there is nothing in it.
    fn cell(&self, row: &Row, name: &str) -> Result<Option<String>, String> {
        let Some(idx) = self.fields.iter().position(|field| field.name() == name) else { return Ok(None) };
        let Some((_, field)) = row.get_column_iter().nth(idx) else { return Ok(None) };
        let text = match field {
            Field::Null => return Ok(None),
            Field::Str(text) => text.clone(),
            Field::Bytes(bytes) => {
                std::str::from_utf8(bytes.data()).map_err(|_| "invalid UTF-8".to_owned())?.to_owned()
            }
            Field::TimestampMillis(millis) => self.moment(idx, i128::from(*millis) * 1_000_000)?,
            Field::TimestampMicros(micros) => self.moment(idx, i128::from(*micros) * 1_000)?,
            // What does not count in UTC, or counts nanoseconds, comes as a mere number.
            Field::Long(ticks) if let Some(stamp) = self.stamp(idx) => {
                let nanos = match stamp.unit {
                    TimeUnit::MILLIS => 1_000_000,
                    TimeUnit::MICROS => 1_000,
                    TimeUnit::NANOS => 1,
                };
                self.moment(idx, i128::from(*ticks) * nanos)?
            }
            Field::Date(days) => {
                let moment = Timestamp::from_second(i64::from(*days) * 86_400).map_err(|error| error.to_string())?;
                moment.strftime("%Y-%m-%d").to_string()
            }
            Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => return Err("no text".to_owned()),
            number => number.to_string(),
        };
        if text.len() > MAX_LINE_BYTES {
            return Err(format!("a cell of {} bytes, over the limit of {MAX_LINE_BYTES}", text.len()));
        }
        if text.contains('\0') {
            return Err("binary data (a zero byte)".to_owned());
        }
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }

    /// A time stamp as ISO 8601, with a `Z` where the column says that it counts in UTC.
    fn moment(&self, idx: usize, nanos: i128) -> Result<String, String> {
        let moment = Timestamp::from_nanosecond(nanos).map_err(|error| error.to_string())?;
        let zone = if self.stamp(idx).is_none_or(|stamp| stamp.is_adjusted_to_u_t_c) { "Z" } else { "" };
        Ok(format!("{}{zone}", moment.strftime("%Y-%m-%dT%H:%M:%S")))
    }

    /// What a column of time stamps counts.
    fn stamp(&self, idx: usize) -> Option<&TimestampType> {
        match self.fields[idx].get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(stamp)) => Some(stamp),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::ingest::stream;

    const SCHEMA: &str = "message news { optional binary Id (UTF8); required binary text (UTF8); \
        optional int64 published (TIMESTAMP(MICROS,true)); optional int32 day (DATE); optional binary blob; }";

    /// A Parquet file with these rows: id, text, time in seconds, day.
    fn file(rows: &[(Option<&str>, &str, Option<i64>, i32)]) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let properties = WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
        let ids: Vec<_> = rows.iter().filter_map(|row| row.0).map(text).collect();
        let id_levels: Vec<i16> = rows.iter().map(|row| i16::from(row.0.is_some())).collect();
        let texts: Vec<_> = rows.iter().map(|row| text(row.1)).collect();
        let times: Vec<i64> = rows.iter().filter_map(|row| row.2).map(|seconds| seconds * 1_000_000).collect();
        let time_levels: Vec<i16> = rows.iter().map(|row| i16::from(row.2.is_some())).collect();
        let days: Vec<i32> = rows.iter().map(|row| row.3).collect();
        let (all, none) = (vec![1; rows.len()], vec![0; rows.len()]);
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&ids, Some(&id_levels), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&times, Some(&time_levels), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&days, Some(&all), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&[], Some(&none), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        bytes
    }

    fn told(bytes: &[u8], source: &Source) -> Vec<String> {
        let told = |document: Document| {
            let date = document.published.map_or_else(|| "none".to_owned(), |date| date.to_string());
            format!("{}: {} ({date})", document.id, document.text)
        };
        stream(bytes, None, source).map(|found| found.map_or_else(|rejection| rejection.to_string(), told)).collect()
    }

    #[test]
    fn rows_are_documents() {
        let bytes = file(&[
            (Some("a"), "Perú closed.", Some(1_746_524_400), 0),
            (Some("b"), " ", None, 0),
            (Some("c"), "Iran.", None, 0),
        ]);
        let expected =
            ["a: Perú closed. (2025-05-06T09:40:00Z)", "in:4: row 2: column \"text\": empty", "c: Iran. (none)"];
        assert_eq!(told(&bytes, &Source::file("in")), expected);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.parquet");
        File::create(&path).unwrap().write_all(&bytes).unwrap();
        assert_eq!(super::super::open(&path, &Source::file("in")).unwrap().count(), 3);
    }

    #[test]
    fn options_name_the_columns() {
        let bytes = file(&[(None, "Words.", None, 20_000)]);
        let columns = |date: &str| crate::ingest::Columns { date: Some(date.into()), ..Default::default() };
        let found = told(&bytes, &Source::file("in").columns(columns("day")));
        assert!(found[0].starts_with("sha256:") && found[0].ends_with(": Words. (2024-10-04)"), "{found:?}");
        let missing = told(&bytes, &Source::file("in").columns(columns("when")));
        assert!(missing[0].starts_with("in:0: the header has no column \"when\""), "{missing:?}");
    }

    #[test]
    fn damaged_files_are_one_line() {
        let bytes = file(&[(Some("a"), "Peru closed its border.", None, 0)]);
        for length in [4, 20, bytes.len() / 2, bytes.len() - 1] {
            let found = told(&bytes[..length], &Source::file("in"));
            assert!(found.len() == 1 && found[0].starts_with("in:0: no sound Parquet file"), "{found:?}");
        }
        for at in (4..bytes.len()).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            assert!(told(&damaged, &Source::file("in")).len() <= 2);
        }
        assert_eq!(told(&file(&[]), &Source::file("in")), ["in:0: empty: there is no row in it"]);
    }
}
