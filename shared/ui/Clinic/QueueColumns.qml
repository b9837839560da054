import QtQml

// Where the columns of a queue's table begin, from its reading side. Shared by QueueHeader and every QueueRow.
// A column at -1 is not shown. The default is the doctor's table.
QtObject {
    property real number: 14
    property real name: 104
    property real priority: 218
    property real wait: 328
    property real waitEnd: 552 // where the minutes end
    property real language: 580
    property real source: 666
    property real state: -1
    property real needs: 836
}
