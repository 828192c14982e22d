//! One frame, and one key with its frame, beside an empty list drawn by ratatui alone.

mod support;

use divan::{Bencher, black_box};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    widgets::{List, Widget},
};
use shingi::{
    app::{Code, Key, Model, Msg, View, update},
    ui::{self, theme::Theme},
};
use support::{ROWS, model};

fn main() {
    divan::main();
}

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 60);

fn draw(model: &Model, (width, height): (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    ui::view(black_box(model), &Theme::TERMINAL, area, &mut buffer);
    buffer
}

fn press(model: &mut Model, code: Code) {
    update(model, Msg::Key(Key::plain(code)));
}

/// The model with its view as if the user had gone there.
fn at(view: View, rows: usize, size: (u16, u16)) -> Model {
    let mut model = model(rows, view, size);
    press(&mut model, Code::Down);
    model
}

#[divan::bench(args = [SMALL, LARGE])]
fn empty_list(bencher: Bencher, (width, height): (u16, u16)) {
    bencher.bench(|| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        black_box(List::new::<[&str; 0]>([])).render(area, &mut buffer);
        buffer
    });
}

#[divan::bench(consts = ROWS, args = View::ALL)]
fn frame_80x24<const ROWS: usize>(bencher: Bencher, view: View) {
    let model = at(view, ROWS, SMALL);
    bencher.bench_local(|| draw(&model, SMALL));
}

#[divan::bench(consts = ROWS, args = View::ALL)]
fn frame_200x60<const ROWS: usize>(bencher: Bencher, view: View) {
    let model = at(view, ROWS, LARGE);
    bencher.bench_local(|| draw(&model, LARGE));
}

/// Down one row and drawn.
#[divan::bench(consts = ROWS, args = View::ALL)]
fn cursor_down<const ROWS: usize>(bencher: Bencher, view: View) {
    let mut model = at(view, ROWS, SMALL);
    bencher.bench_local(|| {
        press(&mut model, Code::Down);
        draw(&model, SMALL)
    });
}

/// Where letters are typed.
#[derive(Debug, Clone, Copy)]
enum Field {
    List,
    Picker,
    Everywhere,
}

/// A letter typed behind those that are there, what it finds, and the frame; then taken back.
/// The word grows over the samples as it does for a person: two keys a sample.
#[divan::bench(consts = ROWS, args = [Field::List, Field::Picker, Field::Everywhere])]
fn two_letters<const ROWS: usize>(bencher: Bencher, field: Field) {
    let view = if matches!(field, Field::Picker) { View::Opinions } else { View::Programs };
    let mut model = at(view, ROWS, SMALL);
    match field {
        Field::List => press(&mut model, Code::F(3)),
        Field::Picker => press(&mut model, Code::F(2)),
        Field::Everywhere => drop(update(&mut model, Msg::Key(Key::ctrl('f')))),
    }
    press(&mut model, Code::Char('ス'));
    bencher.bench_local(|| {
        press(&mut model, Code::Char('タ'));
        let first = draw(&model, SMALL);
        press(&mut model, Code::Backspace);
        (first, draw(&model, SMALL))
    });
}
